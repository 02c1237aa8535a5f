package dev.letterbox.testing.client;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.util.List;

/**
 * A real mail server on free ports, one for each JVM, which ends with it. It has a postbox for each
 * address that mail comes for, and opens it to everybody.
 */
public final class TestMailServer {

  /** Whom the mail session of the server has as the sender of its mails. */
  public static final String SESSION_SENDER = "club@example.org";

  private static final String HOST = "127.0.0.1";

  private static final GreenMail SERVER = start();

  private TestMailServer() {}

  static String url() {
    return "smtp://" + HOST + ":" + SERVER.getSmtp().getPort();
  }

  /** Makes a mail session of Payara that hands in here, as an operator would by asadmin. */
  static String asadminCommand(String jndiName) {
    return "create-javamail-resource --mailhost %s --mailuser letterbox --fromaddress %s --property %s %s\n"
        .formatted(
            HOST,
            SESSION_SENDER,
            "mail-smtp-port=%d:mail-smtp-auth=true:mail-smtp-password=any"
                .formatted(SERVER.getSmtp().getPort()),
            jndiName);
  }

  /** Port at which postboxes are read, by IMAP. */
  public static int imapPort() {
    return SERVER.getImap().getPort();
  }

  /** The mails for this address so far. */
  public static List<MimeMessage> mailsTo(String address) {
    return List.of(SERVER.getReceivedMessagesForDomain(address));
  }

  private static GreenMail start() {
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, HOST, ServerSetup.PROTOCOL_IMAP)
            });
    server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
    server.start();
    return server;
  }
}
