package dev.letterbox.api.notification;

/**
 * A new webhook and its secret, which can't be read again.
 *
 * @param webhook the webhook
 * @param secret the key that signs its requests: {@code whsec_} and the key in Base64
 */
public record CreatedWebhook(Webhook webhook, String secret) {

  /** Without the secret, so that logs do not contain it. */
  @Override
  public String toString() {
    return "CreatedWebhook[webhook=" + webhook + "]";
  }
}
