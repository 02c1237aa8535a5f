package dev.letterbox.testing.support.recording;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.awaitility.Awaitility;

/** E-mails that the mail server of the tests received, read by IMAP. */
public final class ReceivedMails {

  private ReceivedMails() {}

  /** Waits for this number of e-mails to an address. */
  public static List<MimeMessage> await(String address, int count) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> mailsTo(address), mails -> mails.size() >= count);
  }

  /** Waits for the only e-mail to an address. */
  public static MimeMessage awaitOne(String address) {
    List<MimeMessage> mails = await(address, 1);
    if (mails.size() > 1) {
      throw new AssertionError(mails.size() + " mails for " + address);
    }
    return mails.get(0);
  }

  /** The e-mails to an address so far. */
  public static List<MimeMessage> mailsTo(String address) {
    Session session = Session.getInstance(new Properties());
    try (Store store = session.getStore("imap")) {
      int port = Integer.getInteger("letterbox.test.imap.port");
      store.connect("127.0.0.1", port, address, address);
      try (Folder inbox = store.getFolder("INBOX")) {
        inbox.open(Folder.READ_ONLY);
        List<MimeMessage> mails = new ArrayList<>();
        for (Message mail : inbox.getMessages()) {
          mails.add(new MimeMessage((MimeMessage) mail));
        }
        return mails;
      }
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text of an e-mail. */
  public static String text(MimeMessage mail) {
    return bodyPart(mail, 0);
  }

  /** The HTML of an e-mail. */
  public static String html(MimeMessage mail) {
    return bodyPart(mail, 1);
  }

  private static String bodyPart(MimeMessage mail, int index) {
    try {
      return ((MimeMultipart) mail.getContent())
          .getBodyPart(index)
          .getContent()
          .toString()
          .replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }
}
