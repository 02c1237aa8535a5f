package dev.letterbox.outbox.worker;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done for a record or a digest.
 *
 * @param delivery delivers it now; empty when there is nothing to deliver
 * @param digestDueAt when it is due in a digest instead; empty for now
 */
public record PreparedDelivery(Optional<Runnable> delivery, Optional<Instant> digestDueAt) {

  /** Nothing to deliver: the record is complete. */
  public static PreparedDelivery none() {
    return new PreparedDelivery(Optional.empty(), Optional.empty());
  }

  public static PreparedDelivery immediate(Runnable delivery) {
    return new PreparedDelivery(Optional.of(delivery), Optional.empty());
  }

  public static PreparedDelivery inDigest(Instant dueAt) {
    return new PreparedDelivery(Optional.empty(), Optional.of(dueAt));
  }
}
