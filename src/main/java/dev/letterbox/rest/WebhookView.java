package dev.letterbox.rest;

import dev.letterbox.api.Webhook;
import dev.letterbox.api.WebhookEvent;
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
