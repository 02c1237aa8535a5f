package dev.letterbox.user;

import dev.letterbox.shared.Hmac;
import dev.letterbox.shared.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What secrets of this room have in common: 256 random bits. Nobody can guess so many, which is why
 * a fast digest protects them as well as a slow one would.
 */
final class Secret {

  /** What {@link #random} looks like, as a regular expression. */
  static final String FORM = "[A-Za-z0-9_-]{43}";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secret() {}

  /** A new one, in characters that fit into every header. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return text(bytes);
  }

  /** What is stored of a secret: SHA-256 in hexadecimal digits. */
  static String digest(String secret) {
    return Sha256.hex(secret);
  }

  /** Another secret for a purpose, which only who knows the first one can tell. */
  static String derive(String secret, String purpose) {
    return text(Hmac.of(ascii(secret), ascii(purpose)));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
