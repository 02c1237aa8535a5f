package dev.letterbox.outbox;

import dev.letterbox.api.spi.NotificationChannel;

/** Tells what was claimed. */
public interface BatchHandler {

  /**
   * Tells what it can.
   *
   * @return whether the channel reaches somebody
   */
  boolean handle(NotificationChannel channel, OutboxRepository.Claim claim, StopSignal stopping);
}
