package dev.letterbox.api.notification;

/**
 * A webhook that was just made. This is the only time that anybody sees its secret.
 *
 * @param webhook the webhook
 * @param secret by which its receiver knows that a request is from here: {@code whsec_} and the key
 *     in Base64
 */
public record CreatedWebhook(Webhook webhook, String secret) {

  /** The webhook only, so that the secret gets into no log. */
  @Override
  public String toString() {
    return "CreatedWebhook[webhook=" + webhook + "]";
  }
}
