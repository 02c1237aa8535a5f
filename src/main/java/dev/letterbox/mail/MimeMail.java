package dev.letterbox.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** A mail as it goes over the wire (RFC 5322), with a Message-ID that it keeps. */
class MimeMail extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,200}");
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,70}");

  /** A line of a header has at most 998 characters, and some can't be broken. */
  static final int MOST_UNBROKEN = 900;

  private static final Set<String> OURS =
      Set.of(
          "from",
          "sender",
          "reply-to",
          "to",
          "cc",
          "bcc",
          "date",
          "subject",
          "message-id",
          "mime-version",
          "auto-submitted",
          "return-path",
          "received");

  private final String messageId;

  /**
   * @param host what stands behind the {@code @} of the Message-ID
   * @throws IllegalArgumentException when a header can't be
   */
  MimeMail(Session session, Mail mail, String host, Instant now) throws MessagingException {
    super(session);
    if (!ID.matcher(mail.id()).matches()) {
      throw new IllegalArgumentException("Can't be the id of a mail: " + HeaderText.of(mail.id()));
    }
    messageId = "<" + mail.id() + "@" + host + ">";
    setFrom(mail.from().toInternetAddress());
    setRecipient(RecipientType.TO, mail.to().toInternetAddress());
    setSubject(HeaderText.of(mail.written().subject()), UTF_8);
    setSentDate(Date.from(now));
    setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : mail.headers().entrySet()) {
      add(header.getKey(), header.getValue());
    }
    setContent(content(mail));
    setHeader("Content-Language", mail.language());
    saveChanges();
  }

  private static MimeMultipart content(Mail mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.written().text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.written().html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  /** Whether it is the name of a header, and of one that is not set here. */
  static boolean canHave(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return HEADER_NAME.matcher(name).matches()
        && !OURS.contains(lower)
        && !lower.startsWith("content-");
  }

  private void add(String name, String value) throws MessagingException {
    if (!canHave(name)) {
      throw new IllegalArgumentException("Can't be a header to add: " + HeaderText.of(name));
    }
    setHeader(name, MimeUtility.fold(name.length() + 2, encoded(value)));
  }

  private static String encoded(String value) {
    try {
      return MimeUtility.encodeText(HeaderText.of(value, MOST_UNBROKEN), UTF_8, null);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Each Java platform has UTF-8", e);
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
