package dev.letterbox.mail;

import dev.letterbox.shared.text.EmailAddress;
import dev.letterbox.shared.text.ValidationErrors;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An address to which mail can be sent, with a name to show. An internationalised domain is in its
 * ASCII form (IDN); what stands before the {@code @} may have other letters, for which a mail
 * server must know SMTPUTF8 (RFC 6531).
 */
record MailAddress(String name, String address) {

  /**
   * @throws IllegalArgumentException saying what is wrong, when it is not one address; the text
   *     itself is not repeated
   */
  static MailAddress of(String name, String text) {
    ValidationErrors errors = new ValidationErrors();
    String address = errors.checkText("address", text);
    EmailAddress.check("address", address, errors);
    List<String> problems = errors.byField().getOrDefault("address", List.of());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          address.isBlank() ? "Is empty." : String.join(" ", problems));
    }
    int at = address.indexOf('@');
    return new MailAddress(
        HeaderSanitizer.sanitize(name),
        address.substring(0, at + 1) + toAscii(address.substring(at + 1)));
  }

  /** Of a text like {@code Name <address>}, or of an address alone. */
  static MailAddress parse(String text) {
    String line = text.strip();
    int open = line.lastIndexOf('<');
    if (open < 0 || !line.endsWith(">")) {
      return of("", line);
    }
    String name = line.substring(0, open).strip();
    boolean isQuoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return of(
        isQuoted ? name.substring(1, name.length() - 1) : name,
        line.substring(open + 1, line.length() - 1));
  }

  private static String toAscii(String domain) {
    try {
      String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
      if (ascii.isEmpty() || ascii.startsWith(".") || ascii.contains("..")) {
        throw new IllegalArgumentException("Has a domain that can't be.");
      }
      return ascii;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Has a domain that can't be.", e);
    }
  }

  /** Whether each mail server can send to it. */
  boolean isAscii() {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(address);
  }

  InternetAddress toInternetAddress() throws AddressException {
    try {
      InternetAddress internetAddress = new InternetAddress();
      internetAddress.setAddress(address);
      if (!name.isEmpty()) {
        internetAddress.setPersonal(name, StandardCharsets.UTF_8.name());
      }
      internetAddress.validate();
      return internetAddress;
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Each Java platform has UTF-8", e);
    }
  }
}
