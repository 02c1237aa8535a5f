package dev.letterbox.outbox;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One worker's way through the entries that he claimed. He says soon what he has done, so that
 * little is repeated after a crash. What he has not begun goes to others when somebody takes long
 * to be told, when the channel reaches nobody, or when the server stops.
 */
public class ClaimedBatch {

  private static final Logger LOG = Logger.getLogger(ClaimedBatch.class.getName());

  /** So much is said together, or so often. */
  private static final int FLUSH_SIZE = 20;

  private static final long FLUSH_INTERVAL_NANOS = Duration.ofMillis(200).toNanos();

  /** Nobody waits longer than that for somebody else to be told. */
  private static final long SLOW_DELIVERY_NANOS = Duration.ofSeconds(1).toNanos();

  private final NotificationChannel channel;
  private final OutboxRepository.Claim claim;
  private final OutboxRepository outbox;
  private final RangeCheckpoints checkpoints;
  private final StopSignal stopSignal;

  private final Queue<OutboxRecord> pending;
  private final List<OutboxRecord> completed = new ArrayList<>();
  private final RangeProgress progress = new RangeProgress();
  private long lastFlushAt = System.nanoTime();
  private boolean unavailable;
  private volatile long leaseEnd;
  private volatile boolean leaseLost;
  private volatile boolean slow;

  /** What is going on, for those who watch; the others are this worker's own. */
  private boolean delivering;

  private long deliveryStartedAt;
  private OutboxRecord currentRange;
  private String currentRecipient;
  private boolean split;

  public ClaimedBatch(
      NotificationChannel channel,
      OutboxRepository.Claim claim,
      OutboxRepository outbox,
      RangeCheckpoints checkpoints,
      StopSignal stopSignal) {
    this.channel = channel;
    this.claim = claim;
    this.outbox = outbox;
    this.checkpoints = checkpoints;
    this.stopSignal = stopSignal;
    this.pending = new ConcurrentLinkedQueue<>(claim.records());
    this.leaseEnd = claim.leaseEnd();
  }

  public NotificationChannel channel() {
    return channel;
  }

  /** Whether somebody has taken long to be told, and still does. */
  boolean isSlow() {
    return slow;
  }

  public boolean isUnavailable() {
    return unavailable;
  }

  /**
   * The next entry; empty when the rest is for others. One that ended its worker each time has to
   * end.
   */
  public Optional<OutboxRecord> next() {
    while (!unavailable && !stopSignal.isStopping() && !isLeaseLost()) {
      OutboxRecord record = pending.poll();
      if (record == null || !outbox.exceedsMaxAttempts(record)) {
        return Optional.ofNullable(record);
      }
      fail(record, outbox.workerLost());
    }
    return Optional.empty();
  }

  /** An entry and those after it. */
  public List<OutboxRecord> remaining(OutboxRecord next) {
    List<OutboxRecord> records = new ArrayList<>(pending);
    records.add(next);
    return records;
  }

  /** Whether others may have claimed the same by now: so this worker stops. */
  private boolean isLeaseLost() {
    return leaseLost || System.nanoTime() - leaseEnd > 0;
  }

  /** An entry could not even be looked at, or a range not to its end. */
  public void fail(OutboxRecord record, Throwable thrown) {
    try {
      OutboxRecord remainder =
          record.isRange() && checkpoint(record) ? record.afterFirstAttempt() : record;
      outbox.fail(claim.claimToken(), FailedAttempt.of(remainder, thrown));
    } finally {
      progress.reset(); // the next range has nothing to do with it
    }
  }

  /** An entry that waits for something else. */
  public void postpone(OutboxRecord record) {
    outbox.postpone(claim.claimToken(), List.of(record));
  }

  public void complete(OutboxRecord record) {
    completed.add(record);
    if (completed.size() >= FLUSH_SIZE || isFlushDue()) {
      try {
        flush();
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "What was told is said with the next", e);
      }
    }
  }

  /**
   * Tells one recipient, unless there is nothing for him.
   *
   * @param digestTime when he is told with other things; empty for now
   */
  public void deliverToOne(
      OutboxRecord record,
      Optional<Instant> digestTime,
      Supplier<Optional<Notification>> notification) {
    beginDelivery(null, null);
    Optional<FailedAttempt> failure = deliver(record, digestTime, notification);
    failure.ifPresentOrElse(
        attempt -> outbox.fail(claim.claimToken(), attempt), () -> complete(record));
  }

  /**
   * Tells one of a range, who gets an entry of his own if that fails or is due later.
   *
   * @param digestTime when he is told with other things; empty for now
   * @return whether the range goes on
   */
  public boolean deliverInRange(
      OutboxRecord rangeRecord,
      String recipient,
      Optional<Instant> digestTime,
      Supplier<Optional<Notification>> notification) {
    beginDelivery(rangeRecord, recipient);
    Optional<FailedAttempt> failure =
        deliver(rangeRecord.forSingleRecipient(recipient), digestTime, notification);
    if (unavailable) {
      OutboxRecord remainder =
          checkpoint(rangeRecord) ? rangeRecord.afterFirstAttempt() : rangeRecord;
      failure.ifPresent(attempt -> outbox.fail(claim.claimToken(), attempt.withRecord(remainder)));
      return false;
    }
    progress.advance(recipient, failure);
    if (progress.uncheckpointed() >= FLUSH_SIZE || isFlushDue() || stopSignal.isStopping()) {
      checkpoint(rangeRecord);
    }
    if (isLeaseLost()) {
      return false;
    }
    if (split) {
      completeRange(rangeRecord);
      return false;
    }
    if (stopSignal.isStopping()) {
      outbox.release(claim.claimToken(), List.of(rangeRecord));
      return false;
    }
    return true;
  }

  /** Whether anybody of a range has been told so far. */
  private boolean checkpoint(OutboxRecord rangeRecord) {
    if (progress.uncheckpointed() > 0) {
      if (!checkpoints.checkpoint(
          claim.claimToken(), rangeRecord, progress.lastRecipient(), progress.failures())) {
        leaseLost = true;
      }
      progress.markCheckpointed();
    }
    lastFlushAt = System.nanoTime();
    return progress.hasStarted();
  }

  /** Everybody in a range has been told, or gets an entry of his own. */
  public void completeRange(OutboxRecord rangeRecord) {
    checkpoint(rangeRecord);
    progress.reset();
    if (!isLeaseLost()) {
      complete(rangeRecord);
    }
  }

  /** Tells all that was claimed together. */
  public void deliverDigest(Runnable delivery) {
    pending.clear();
    beginDelivery(null, null);
    try {
      delivery.run();
    } finally {
      endDelivery();
    }
  }

  private synchronized void beginDelivery(OutboxRecord rangeRecord, String recipient) {
    currentRange = rangeRecord;
    currentRecipient = recipient;
    deliveryStartedAt = System.nanoTime();
    delivering = true;
    split = false;
  }

  private synchronized void endDelivery() {
    delivering = false;
    slow = false;
  }

  private Optional<FailedAttempt> deliver(
      OutboxRecord record,
      Optional<Instant> digestTime,
      Supplier<Optional<Notification>> notification) {
    try {
      Optional<Notification> built = notification.get();
      if (built.isPresent() && digestTime.isPresent()) {
        return digestTime.map(time -> FailedAttempt.bufferedForDigest(record, time));
      }
      built.ifPresent(channel::deliver);
      return Optional.empty();
    } catch (RuntimeException | Error e) {
      if (e instanceof OutOfMemoryError outOfMemory) {
        throw outOfMemory;
      }
      FailedAttempt attempt = FailedAttempt.of(record, e);
      LOG.log(
          Level.FINE,
          e,
          () ->
              "%s: message %d for %s, attempt %d: %s"
                  .formatted(
                      channel.name(),
                      record.messageId(),
                      record.recipient(),
                      record.attempts(),
                      attempt.error()));
      unavailable = attempt.isUnavailable();
      return Optional.of(attempt);
    } finally {
      endDelivery();
    }
  }

  /**
   * While somebody takes long to be told, says what has been done, and gives what waits to others.
   * To be called now and then.
   */
  synchronized void handOverIfSlow() {
    if (!delivering || System.nanoTime() - deliveryStartedAt < SLOW_DELIVERY_NANOS) {
      return;
    }
    slow = true;
    flush();
    releasePending();
    if (currentRange != null) {
      checkpoint(currentRange);
    }
    if (currentRange != null && !split) {
      checkpoints.split(claim.claimToken(), currentRange, currentRecipient);
      split = true;
    }
  }

  /**
   * Goes on holding what was claimed; what is lost stays lost. To be called several times within a
   * lease.
   */
  void renew() {
    if (!isLeaseLost()) {
      leaseEnd = outbox.renew(claim.claimToken(), claim.records());
    }
  }

  private boolean isFlushDue() {
    return System.nanoTime() - lastFlushAt > FLUSH_INTERVAL_NANOS;
  }

  /** Says what has been done. */
  public void flush() {
    outbox.complete(claim.claimToken(), completed);
    completed.clear();
    lastFlushAt = System.nanoTime();
  }

  private void releasePending() {
    List<OutboxRecord> released = new ArrayList<>();
    for (OutboxRecord record = pending.poll(); record != null; record = pending.poll()) {
      released.add(record);
    }
    outbox.release(claim.claimToken(), released);
  }

  public void finish() {
    try {
      flush();
    } finally {
      releasePending();
    }
  }
}
