package dev.letterbox.shared.security;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of 256 random bits. They can't be guessed, so a fast digest is enough to store them. */
public final class RandomSecret {

  /** Format of generated secrets, as a regular expression. */
  public static final String FORMAT = "[A-Za-z0-9_-]{43}";

  private static final int LENGTH_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  private RandomSecret() {}

  /** A new secret, in characters that are valid in every header. */
  public static String generate() {
    byte[] bytes = new byte[LENGTH_BYTES];
    RANDOM.nextBytes(bytes);
    return encode(bytes);
  }

  /** The digest to store: SHA-256 in hexadecimal digits. */
  public static String digest(String secret) {
    return Sha256.hex(secret);
  }

  /** Another secret for a purpose, which can be derived only from the first one. */
  public static String derive(String secret, String purpose) {
    return encode(Hmac.of(asciiBytes(secret), asciiBytes(purpose)));
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] asciiBytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
