package dev.letterbox.webhook;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;

/** The channel of a webhook in the outbox. It has no users. */
record WebhookChannel(String name) implements NotificationChannel {

  @Override
  public void deliver(Notification notification) {
    throw new UnsupportedOperationException("Webhooks receive events");
  }
}
