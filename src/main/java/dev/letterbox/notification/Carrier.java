package dev.letterbox.notification;

import dev.letterbox.api.spi.NotificationChannel;

/** Tells what was claimed. */
interface Carrier {

  /**
   * Tells what it can.
   *
   * @return whether the channel reaches somebody
   */
  boolean carry(NotificationChannel channel, Outbox.Claim claim, Stopping stopping);
}
