package dev.letterbox.mail;

import dev.letterbox.mail.TemplateRenderer.RenderedMail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * An e-mail that is ready to be sent.
 *
 * @param messageId without angle brackets
 * @param headers additional headers in their order, with values of any characters; of names that
 *     differ in case only, the first is used (RFC 5322)
 */
record OutgoingMail(
    String messageId,
    Instant date,
    InternetAddress from,
    InternetAddress to,
    RenderedMail content,
    Map<String, String> headers) {

  /** A header line has at most 998 characters (RFC 5322), and some values can't be folded. */
  static final int MAX_UNFOLDED_LENGTH = 900;

  private static final String UTF_8 = StandardCharsets.UTF_8.name();
  private static final Pattern MESSAGE_ID_PATTERN =
      Pattern.compile("[A-Za-z0-9.-]{1,200}@[!-~&&[^<>@]]{1,255}");
  private static final Pattern HEADER_NAME_PATTERN = Pattern.compile("[A-Za-z0-9-]{1,70}");

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

  /**
   * @throws IllegalArgumentException if the id or the name of a header is invalid
   */
  OutgoingMail {
    if (!MESSAGE_ID_PATTERN.matcher(messageId).matches()) {
      throw new IllegalArgumentException(
          "Invalid Message-ID: " + HeaderSanitizer.sanitize(messageId));
    }
    headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    for (String name : headers.keySet()) {
      if (!isAllowedHeader(name)) {
        throw new IllegalArgumentException(
            "Invalid or reserved header: " + HeaderSanitizer.sanitize(name));
      }
    }
  }

  /** Whether this is a valid header name, and not one that Letterbox sets. */
  static boolean isAllowedHeader(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return HEADER_NAME_PATTERN.matcher(name).matches()
        && !RESERVED_HEADERS.contains(lower)
        && !lower.startsWith("content-");
  }

  /** Whether an address has characters that only SMTPUTF8 can transport. */
  boolean needsUtf8() {
    return !MailAddress.isAscii(from) || !MailAddress.isAscii(to);
  }

  /**
   * The e-mail in its wire format.
   *
   * @param session allows UTF-8 if {@link #needsUtf8}
   */
  MimeMessage toMimeMessage(Session session) throws MessagingException {
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", "<" + messageId + ">");
          }
        };
    message.setFrom(from);
    message.setRecipient(RecipientType.TO, to);
    message.setSubject(HeaderSanitizer.sanitize(content.subject()), UTF_8);
    message.setSentDate(Date.from(date));
    message.setHeader("Auto-Submitted", "auto-generated");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      if (message.getHeader(header.getKey()) == null) {
        message.setHeader(header.getKey(), encode(header.getKey(), header.getValue()));
      }
    }
    MimeBodyPart text = new MimeBodyPart();
    text.setText(content.text(), UTF_8, "plain");
    MimeBodyPart html = new MimeBodyPart();
    html.setText(content.html(), UTF_8, "html");
    message.setContent(new MimeMultipart("alternative", text, html));
    message.setHeader("Content-Language", content.language());
    message.saveChanges();
    return message;
  }

  private static String encode(String name, String value) {
    String line = HeaderSanitizer.sanitize(value, MAX_UNFOLDED_LENGTH);
    try {
      return MimeUtility.fold(name.length() + 2, MimeUtility.encodeText(line, UTF_8, null));
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Each Java platform has UTF-8", e);
    }
  }
}
