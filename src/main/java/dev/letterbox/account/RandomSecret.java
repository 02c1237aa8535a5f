package dev.letterbox.account;

import dev.letterbox.shared.security.Hmac;
import dev.letterbox.shared.security.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * What secrets of this room have in common: 256 random bits. Nobody can guess so many, which is why
 * a fast digest protects them as well as a slow one would.
 */
final class RandomSecret {

  /** What {@link #generate} looks like, as a regular expression. */
  static final String FORMAT = "[A-Za-z0-9_-]{43}";

  private static final int LENGTH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** A new one, in characters that fit into every header. */
  static String generate() {
    byte[] bytes = new byte[LENGTH_BYTES];
    RANDOM.nextBytes(bytes);
    return encode(bytes);
  }

  /** What is stored of a secret: SHA-256 in hexadecimal digits. */
  static String digest(String secret) {
    return Sha256.hex(secret);
  }

  /** Another secret for a purpose, which only who knows the first one can tell. */
  static String derive(String secret, String purpose) {
    return encode(Hmac.of(asciiBytes(secret), asciiBytes(purpose)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] asciiBytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
