package dev.letterbox.webhook;

import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookEvent;
import java.net.URI;

/** A webhook and its secret. */
public record Receiver(Webhook webhook, String secret) {

  public long id() {
    return webhook.id();
  }

  /** Whether it is to be told when such a thing happens. */
  public boolean wants(WebhookEvent event) {
    return webhook.active() && webhook.events().contains(event);
  }

  URI url() {
    return URI.create(webhook.url());
  }

  /** The webhook only, so that the secret gets into no log. */
  @Override
  public String toString() {
    return webhook.toString();
  }
}
