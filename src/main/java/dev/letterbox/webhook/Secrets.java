package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.letterbox.shared.Hmac;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets of webhooks, and what is signed with them, after Standard Webhooks. */
final class Secrets {

  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;

  private Secrets() {}

  /** A new one, made at random. */
  static String random() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  static boolean isValid(String secret) {
    try {
      int bytes = key(secret).length;
      return secret.startsWith(PREFIX) && bytes >= LEAST_BYTES && bytes <= MOST_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder().decode(secret.substring(Math.min(PREFIX.length(), secret.length())));
  }

  /**
   * The header {@code webhook-signature}.
   *
   * @param id what the request is known by; without dots
   * @param seconds when it is sent, since 1970
   */
  static String signature(String secret, String id, long seconds, byte[] body) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes((id + "." + seconds + ".").getBytes(US_ASCII));
    content.writeBytes(body);
    byte[] digest = Hmac.of(key(secret), content.toByteArray());
    return "v1," + Base64.getEncoder().encodeToString(digest);
  }
}
