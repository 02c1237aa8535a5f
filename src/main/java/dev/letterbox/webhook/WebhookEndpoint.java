package dev.letterbox.webhook;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.Webhook;
import dev.letterbox.api.spi.NotificationChannel;
import java.net.URI;

/** A webhook and its secret. */
public record WebhookEndpoint(Webhook webhook, String secret) {

  public long id() {
    return webhook.id();
  }

  /** Whether it is active and subscribed to the event. */
  public boolean isSubscribedTo(MessageEventType event) {
    return webhook.active() && webhook.events().contains(event);
  }

  /** The channel name in the outbox. */
  String channel() {
    return channel(id());
  }

  static String channel(long id) {
    return NotificationChannel.WEBHOOK_PREFIX + id;
  }

  URI url() {
    return URI.create(webhook.url());
  }

  /** Without the secret, so that no log contains it. */
  @Override
  public String toString() {
    return webhook.toString();
  }
}
