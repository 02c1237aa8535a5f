package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.letterbox.shared.security.Hmac;
import java.io.ByteArrayOutputStream;
import java.security.SecureRandom;
import java.util.Base64;

/** Secrets and signatures of webhooks, after Standard Webhooks. */
final class WebhookSigner {

  private static final String SECRET_PREFIX = "whsec_";
  private static final int SECRET_BYTES = 32;
  private static final int MIN_SECRET_BYTES = 24;
  private static final int MAX_SECRET_BYTES = 64;

  private WebhookSigner() {}

  /** A new random secret. */
  static String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return SECRET_PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  static boolean isValidSecret(String secret) {
    try {
      int length = key(secret).length;
      return secret.startsWith(SECRET_PREFIX)
          && length >= MIN_SECRET_BYTES
          && length <= MAX_SECRET_BYTES;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] key(String secret) {
    return Base64.getDecoder()
        .decode(secret.substring(Math.min(SECRET_PREFIX.length(), secret.length())));
  }

  /**
   * The value of the header {@code webhook-signature}.
   *
   * @param id id of the request, without dots
   * @param timestamp time of sending, in seconds since 1970
   */
  static String sign(String secret, String id, long timestamp, byte[] body) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.writeBytes((id + "." + timestamp + ".").getBytes(US_ASCII));
    content.writeBytes(body);
    byte[] digest = Hmac.of(key(secret), content.toByteArray());
    return "v1," + Base64.getEncoder().encodeToString(digest);
  }
}
