package dev.letterbox.webhook;

import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookEvent;
import java.net.URI;

/** A webhook and its secret. */
public record WebhookEndpoint(Webhook webhook, String secret) {

  public long id() {
    return webhook.id();
  }

  /** Whether it is to be told when such a thing happens. */
  public boolean isSubscribedTo(WebhookEvent event) {
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
