package dev.letterbox.outbox.worker;

import java.time.Instant;
import java.util.Optional;

/**
 * What is to be done for a record.
 *
 * @param delivery delivers it now; empty when there is nothing to deliver
 * @param digestDueAt when it is due in a digest instead; empty for now
 */
public record PreparedDelivery(Optional<DeliveryAction> delivery, Optional<Instant> digestDueAt) {

  /**
   * A delivery that can be logged.
   *
   * @param id what the receiver gets as its id
   */
  record DeliveryAction(String id, Runnable action) {}

  /** Nothing to deliver: the record is complete. */
  public static PreparedDelivery none() {
    return new PreparedDelivery(Optional.empty(), Optional.empty());
  }

  public static PreparedDelivery immediate(String id, Runnable action) {
    return new PreparedDelivery(Optional.of(new DeliveryAction(id, action)), Optional.empty());
  }

  public static PreparedDelivery inDigest(Instant dueAt) {
    return new PreparedDelivery(Optional.empty(), Optional.of(dueAt));
  }
}
