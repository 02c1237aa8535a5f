package dev.letterbox.webhook;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;

/** What one webhook is to the outbox. It has no users, so nobody is notified by it. */
record WebhookChannel(String name) implements NotificationChannel {

  @Override
  public void deliver(Notification notification) {
    throw new UnsupportedOperationException("A webhook is told of events");
  }
}
