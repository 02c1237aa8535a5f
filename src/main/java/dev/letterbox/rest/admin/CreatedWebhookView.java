package dev.letterbox.rest.admin;

import dev.letterbox.api.notification.CreatedWebhook;
import java.time.Instant;
import java.util.List;

/** A new webhook with its secret, which is shown only once. */
public record CreatedWebhookView(
    long id,
    String url,
    List<String> events,
    boolean active,
    String description,
    Instant createdAt,
    String secret) {

  static CreatedWebhookView of(CreatedWebhook created) {
    WebhookView view = WebhookView.of(created.webhook());
    return new CreatedWebhookView(
        view.id(),
        view.url(),
        view.events(),
        view.active(),
        view.description(),
        view.createdAt(),
        created.secret());
  }
}
