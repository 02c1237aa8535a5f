package dev.letterbox.outbox.worker;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.outbox.Claim;
import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.outbox.FailedAttempt;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.RangeRepository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The claimed records of one worker. Completed records are deleted in small groups, so that a crash
 * repeats few deliveries. Records that are not begun are released when a delivery is slow, when the
 * channel is unavailable, or when the server stops. The poller renews the lease, and hands over the
 * rest during a slow delivery.
 */
public class ClaimedBatch {

  private static final Logger LOG = Logger.getLogger(ClaimedBatch.class.getName());

  /** Completed records, or recipients of a range, that are stored together. */
  static final int FLUSH_SIZE = 20;

  private static final Duration FLUSH_INTERVAL = Duration.ofMillis(200);

  /** A delivery that takes longer releases the rest of the batch to other workers. */
  private static final Duration SLOW_DELIVERY = Duration.ofSeconds(1);

  private static final String WORKER_LOST = "The worker died or lost its lease";

  private final String channel;
  private final Claim claim;
  private final BooleanSupplier stopping;
  private final ClaimRepository claims;
  private final RangeRepository ranges;
  private final DeliveryLog deliveryLog;

  private final Queue<OutboxRecord> pending;
  private final List<OutboxRecord> completed = new ArrayList<>();
  private long lastFlushAt = System.nanoTime();
  private ClaimedRange range;
  private boolean unavailable;
  private volatile long leaseEnd;
  private volatile boolean leaseLost;
  private volatile boolean slow;

  /** Guarded by this; while it is true the poller may use the fields of the worker. */
  private boolean delivering;

  private long deliveryStartedAt;

  ClaimedBatch(
      String channel,
      Claim claim,
      BooleanSupplier stopping,
      ClaimRepository claims,
      RangeRepository ranges,
      DeliveryLog deliveryLog) {
    this.channel = channel;
    this.claim = claim;
    this.stopping = stopping;
    this.claims = claims;
    this.ranges = ranges;
    this.deliveryLog = deliveryLog;
    this.pending = new ConcurrentLinkedQueue<>(claim.digest() ? List.of() : claim.records());
    this.leaseEnd = claim.leaseEnd();
  }

  /** Records that a digest completes, and its delivery. */
  public record PreparedDigest(List<OutboxRecord> records, Optional<Runnable> delivery) {}

  public String channel() {
    return channel;
  }

  /** All records of the claim. */
  public List<OutboxRecord> records() {
    return claim.records();
  }

  /** Whether the records are to be delivered by {@link #deliverTogether}. */
  public boolean isDigest() {
    return claim.digest();
  }

  boolean isSlow() {
    return slow;
  }

  boolean isUnavailable() {
    return unavailable;
  }

  boolean isStopping() {
    return stopping.getAsBoolean();
  }

  /** Whether another worker may have claimed the records meanwhile. */
  boolean isLeaseLost() {
    return leaseLost || System.nanoTime() - leaseEnd > 0;
  }

  /**
   * The next record; empty at the end, or when the rest is to be released. Records whose workers
   * died too often become dead.
   */
  public Optional<OutboxRecord> next() {
    while (!unavailable && !isStopping() && !isLeaseLost()) {
      OutboxRecord record = pending.poll();
      if (record == null || !claims.exceedsMaxAttempts(record)) {
        return Optional.ofNullable(record);
      }
      fail(record, DeliveryFailedException.permanentFailure(WORKER_LOST, null));
    }
    return Optional.empty();
  }

  /** This record and those after it. */
  public List<OutboxRecord> remaining(OutboxRecord next) {
    List<OutboxRecord> records = new ArrayList<>(pending);
    records.add(next);
    return records;
  }

  /** Stores a failure outside of a delivery; of a range, what was delivered is kept. */
  public void fail(OutboxRecord record, Throwable thrown) {
    ClaimedRange begun = range;
    range = null;
    OutboxRecord remainder =
        begun != null && begun.checkpoint() ? record.afterFirstAttempt() : record;
    claims.fail(claim, FailedAttempt.of(remainder, thrown));
  }

  void fail(FailedAttempt attempt) {
    claims.fail(claim, attempt);
  }

  /** Makes records due later whose message waits for a decision. */
  public void postpone(List<OutboxRecord> records) {
    claims.postpone(claim, records);
  }

  /** Deletes a record with the next flush. */
  public void complete(OutboxRecord record) {
    completed.add(record);
    if (completed.size() >= FLUSH_SIZE || isFlushDue()) {
      try {
        flush();
      } catch (RuntimeException e) {
        LOG.log(Level.FINE, "Completed records are deleted with the next flush", e);
      }
    }
  }

  boolean isFlushDue() {
    return System.nanoTime() - lastFlushAt > FLUSH_INTERVAL.toNanos();
  }

  private void flush() {
    claims.complete(claim, completed);
    completed.clear();
    lastFlushAt = System.nanoTime();
  }

  /** Delivers a record to one recipient. */
  public void deliverToOne(OutboxRecord record, Supplier<PreparedDelivery> prepare) {
    attempt(record, record, prepare).ifPresentOrElse(this::fail, () -> complete(record));
  }

  /** Begins the delivery of a range. */
  public ClaimedRange beginRange(OutboxRecord record) {
    flush();
    range = new ClaimedRange(this, record);
    return range;
  }

  void endRange() {
    range = null;
  }

  void release(OutboxRecord record) {
    claims.release(claim, List.of(record));
  }

  void checkpoint(OutboxRecord record, String lastRecipient, List<FailedAttempt> failures) {
    if (!ranges.checkpoint(claim, record, lastRecipient, failures)) {
      leaseLost = true;
    }
    lastFlushAt = System.nanoTime();
  }

  void split(OutboxRecord record, String lastRecipient) {
    ranges.split(claim, record, lastRecipient);
  }

  /** The failure of a record or of a part of it, or its wait for a digest; empty when delivered. */
  Optional<FailedAttempt> attempt(
      OutboxRecord record, OutboxRecord part, Supplier<PreparedDelivery> prepare) {
    beginDelivery();
    try {
      PreparedDelivery prepared = prepare.get();
      prepared.delivery().ifPresent(delivery -> deliveryLog.deliverLogged(record, delivery));
      return prepared.digestDueAt().map(dueAt -> FailedAttempt.bufferedForDigest(part, dueAt));
    } catch (RuntimeException | Error e) {
      if (e instanceof OutOfMemoryError outOfMemory) {
        throw outOfMemory;
      }
      FailedAttempt attempt = FailedAttempt.of(part, e);
      LOG.log(Level.FINE, e, () -> "Could not deliver " + record);
      unavailable = attempt.isUnavailable();
      return Optional.of(attempt);
    } finally {
      endDelivery();
    }
  }

  /** Delivers all records as one digest and completes them; they fail together. */
  public void deliverTogether(Supplier<PreparedDigest> prepare) {
    PreparedDigest digest;
    try {
      if (claim.records().stream().anyMatch(claims::exceedsMaxAttempts)) {
        throw DeliveryFailedException.permanentFailure(WORKER_LOST, null);
      }
      digest = prepare.get();
      beginDelivery();
      try {
        digest.delivery().ifPresent(delivery -> deliveryLog.deliverLogged(channel, delivery));
      } finally {
        endDelivery();
      }
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      List<FailedAttempt> failures =
          claim.records().stream().map(record -> FailedAttempt.of(record, e).inDigest()).toList();
      claims.failTogether(claim, failures);
      unavailable = failures.get(0).isUnavailable();
      LOG.log(Level.FINE, e, () -> "Could not deliver as a digest: " + claim.records());
      return;
    }
    claims.complete(claim, digest.records());
  }

  private synchronized void beginDelivery() {
    deliveryStartedAt = System.nanoTime();
    delivering = true;
  }

  private synchronized void endDelivery() {
    delivering = false;
    slow = false;
  }

  /**
   * During a slow delivery, stores the progress and releases the rest; called repeatedly by the
   * poller.
   */
  synchronized void handOverIfSlow() {
    if (!delivering || System.nanoTime() - deliveryStartedAt < SLOW_DELIVERY.toNanos()) {
      return;
    }
    slow = true;
    flush();
    releasePending();
    if (range != null) {
      range.handOver();
    }
  }

  /** Renews the lease unless it is lost; called several times within a lease, by the poller. */
  void renewLease() {
    if (!isLeaseLost()) {
      leaseEnd = claims.renew(claim);
    }
  }

  private void releasePending() {
    List<OutboxRecord> released = new ArrayList<>();
    for (OutboxRecord record = pending.poll(); record != null; record = pending.poll()) {
      released.add(record);
    }
    claims.release(claim, released);
  }

  /** Stores the results, and releases records that were not begun. */
  void finish() {
    try {
      flush();
    } finally {
      releasePending();
    }
  }
}
