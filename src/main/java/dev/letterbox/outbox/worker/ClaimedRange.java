package dev.letterbox.outbox.worker;

import dev.letterbox.outbox.FailedAttempt;
import dev.letterbox.outbox.OutboxRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The delivery of a claimed range, recipient by recipient in the order of names. Its progress is
 * stored now and then as a checkpoint. During a slow delivery the range is split, and its rest
 * released.
 */
public class ClaimedRange {

  private final ClaimedBatch batch;
  private final OutboxRecord record;

  private final List<FailedAttempt> failures = new ArrayList<>();
  private String currentRecipient;
  private String lastRecipient;
  private int uncheckpointed;
  private boolean split;

  ClaimedRange(ClaimedBatch batch, OutboxRecord record) {
    this.batch = batch;
    this.record = record;
  }

  public OutboxRecord record() {
    return record;
  }

  /**
   * Delivers to the next recipient, who gets a separate record when that fails or is due later.
   *
   * @return whether to continue with the range; otherwise it has ended
   */
  public boolean deliver(String recipient, Supplier<PreparedDelivery> prepare) {
    currentRecipient = recipient;
    Optional<FailedAttempt> failure =
        batch.attempt(record, record.forSingleRecipient(recipient), prepare);
    if (batch.isUnavailable()) {
      OutboxRecord remainder = checkpoint() ? record.afterFirstAttempt() : record;
      failure.ifPresent(attempt -> batch.fail(attempt.withRecord(remainder)));
      batch.endRange();
      return false;
    }
    failure.ifPresent(failures::add);
    lastRecipient = recipient;
    uncheckpointed++;
    if (uncheckpointed >= ClaimedBatch.FLUSH_SIZE || batch.isFlushDue() || batch.isStopping()) {
      checkpoint();
    }
    if (batch.isLeaseLost()) {
      batch.endRange();
      return false;
    }
    if (split) {
      complete();
      return false;
    }
    if (batch.isStopping()) {
      batch.release(record);
      batch.endRange();
      return false;
    }
    return true;
  }

  /** Ends the range after its last recipient. */
  public void complete() {
    checkpoint();
    batch.endRange();
    if (!batch.isLeaseLost()) {
      batch.complete(record);
    }
  }

  /** Whether any recipient of the range was delivered to, or got a separate record. */
  boolean checkpoint() {
    if (uncheckpointed > 0) {
      batch.checkpoint(record, lastRecipient, failures);
      failures.clear();
      uncheckpointed = 0;
    }
    return lastRecipient != null;
  }

  /** Called by the poller during a slow delivery. */
  void handOver() {
    checkpoint();
    if (!split) {
      batch.split(record, currentRecipient);
      split = true;
    }
  }
}
