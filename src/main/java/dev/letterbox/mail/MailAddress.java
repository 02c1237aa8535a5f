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
 * Makes checked addresses of texts. Their domain is in ASCII (IDN); the part before the {@code @}
 * may have other characters, which need a mail server that supports SMTPUTF8 (RFC 6531).
 */
final class MailAddress {

  private MailAddress() {}

  /**
   * An address with a display name.
   *
   * @param name empty for none
   * @throws IllegalArgumentException if the text is not exactly one address; its message does not
   *     contain the text
   */
  static InternetAddress of(String name, String text) {
    ValidationErrors errors = new ValidationErrors();
    String address = errors.checkText("address", text);
    EmailAddress.check("address", address, errors);
    List<String> problems = errors.byField().getOrDefault("address", List.of());
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(
          address.isBlank() ? "Is empty." : String.join(" ", problems));
    }
    int at = address.indexOf('@');
    return toInternetAddress(
        HeaderSanitizer.sanitize(name),
        address.substring(0, at + 1) + toAscii(address.substring(at + 1)));
  }

  /**
   * An address of the form {@code Name <address>}, or without a name.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  static InternetAddress parse(String text) {
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
        throw new IllegalArgumentException("An empty label");
      }
      return ascii;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("Has an invalid domain.", e);
    }
  }

  private static InternetAddress toInternetAddress(String name, String address) {
    try {
      InternetAddress internetAddress = new InternetAddress();
      internetAddress.setAddress(address);
      if (!name.isEmpty()) {
        internetAddress.setPersonal(name, StandardCharsets.UTF_8.name());
      }
      internetAddress.validate();
      return internetAddress;
    } catch (AddressException e) {
      throw new IllegalArgumentException("Is not an e-mail address.", e);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("Each Java platform has UTF-8", e);
    }
  }

  /** Whether any mail server can send to or from this address. */
  static boolean isAscii(InternetAddress address) {
    return StandardCharsets.US_ASCII.newEncoder().canEncode(address.getAddress());
  }
}
