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
class OutgoingMimeMessage extends MimeMessage {

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern ID_PATTERN = Pattern.compile("[A-Za-z0-9.-]{1,200}");
  private static final Pattern HEADER_NAME_PATTERN = Pattern.compile("[A-Za-z0-9-]{1,70}");

  /** A line of a header has at most 998 characters, and some can't be broken. */
  static final int MAX_UNFOLDED_LENGTH = 900;

  private static final Set<String> RESERVED_HEADERS =
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
  OutgoingMimeMessage(Session session, ComposedMail mail, String host, Instant now)
      throws MessagingException {
    super(session);
    if (!ID_PATTERN.matcher(mail.id()).matches()) {
      throw new IllegalArgumentException(
          "Can't be the id of a mail: " + HeaderSanitizer.sanitize(mail.id()));
    }
    messageId = "<" + mail.id() + "@" + host + ">";
    setFrom(mail.from().toInternetAddress());
    setRecipient(RecipientType.TO, mail.to().toInternetAddress());
    setSubject(HeaderSanitizer.sanitize(mail.content().subject()), UTF_8);
    setSentDate(Date.from(now));
    setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : mail.headers().entrySet()) {
      addCustomHeader(header.getKey(), header.getValue());
    }
    setContent(toMultipart(mail));
    setHeader("Content-Language", mail.language());
    saveChanges();
  }

  private static MimeMultipart toMultipart(ComposedMail mail) throws MessagingException {
    MimeBodyPart text = new MimeBodyPart();
    text.setText(mail.content().text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(mail.content().html(), UTF_8, "html");
    return new MimeMultipart("alternative", text, html);
  }

  /** Whether it is the name of a header, and of one that is not set here. */
  static boolean isAllowedHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return HEADER_NAME_PATTERN.matcher(name).matches()
        && !RESERVED_HEADERS.contains(lower)
        && !lower.startsWith("content-");
  }

  private void addCustomHeader(String name, String value) throws MessagingException {
    if (!isAllowedHeader(name)) {
      throw new IllegalArgumentException(
          "Can't be a header to add: " + HeaderSanitizer.sanitize(name));
    }
    setHeader(name, MimeUtility.fold(name.length() + 2, encode(value)));
  }

  private static String encode(String value) {
    try {
      return MimeUtility.encodeText(
          HeaderSanitizer.sanitize(value, MAX_UNFOLDED_LENGTH), UTF_8, null);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Each Java platform has UTF-8", e);
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
