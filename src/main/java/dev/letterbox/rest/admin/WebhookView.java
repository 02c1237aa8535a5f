package dev.letterbox.rest.admin;

import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.notification.WebhookEvent;
import java.time.Instant;
import java.util.List;

/** A webhook, without its secret. */
public record WebhookView(
    long id,
    String url,
    List<String> events,
    boolean active,
    String description,
    Instant createdAt) {

  static WebhookView of(Webhook webhook) {
    return new WebhookView(
        webhook.id(),
        webhook.url(),
        webhook.events().stream().map(WebhookEvent::type).toList(),
        webhook.active(),
        webhook.description(),
        webhook.createdAt());
  }
}
