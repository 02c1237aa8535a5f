package dev.letterbox.outbox.worker;

import dev.letterbox.outbox.Claim;
import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.outbox.RangeRepository;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The workers of one channel. A wake-up starts a worker, which claims batches until none is due.
 * When the channel is unavailable, all workers end, and the pool pauses.
 */
public class WorkerPool {

  private static final Logger LOG = Logger.getLogger(WorkerPool.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final String channel;
  private final BatchHandler handler;
  private final PoolSize size;
  private final BooleanSupplier stopping;
  private final ClaimRepository claims;
  private final RangeRepository ranges;
  private final DeliveryLog deliveryLog;

  private final Set<ClaimedBatch> activeBatches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicBoolean wakeUpRequested = new AtomicBoolean();
  private final AtomicBoolean digestsMayBeDue = new AtomicBoolean();
  private volatile long pausedAt;
  private volatile boolean paused;

  /**
   * The size of a pool.
   *
   * @param workers maximum number of workers without those in a slow delivery
   * @param slowWorkers maximum number of additional workers during slow deliveries
   * @param batchSize maximum number of records of a claim
   */
  public record PoolSize(int workers, int slowWorkers, int batchSize) {}

  WorkerPool(
      String channel,
      BatchHandler handler,
      BooleanSupplier stopping,
      ClaimRepository claims,
      RangeRepository ranges,
      DeliveryLog deliveryLog) {
    this.channel = channel;
    this.handler = handler;
    this.size = handler.poolSize();
    this.stopping = stopping;
    this.claims = claims;
    this.ranges = ranges;
    this.deliveryLog = deliveryLog;
  }

  /** Starts a worker unless there are enough; records or digests may be due. */
  void poll() {
    digestsMayBeDue.set(true);
    wakeUp();
  }

  /** Starts a worker unless there are enough; records may be due. */
  void wakeUp() {
    wakeUpRequested.set(true);
    if (isPaused() || stopping.getAsBoolean()) {
      return;
    }
    if (exceedsPoolSize(workers.incrementAndGet())) {
      workers.decrementAndGet();
      return;
    }
    try {
      handler.executor().execute(this::runWorker);
    } catch (RejectedExecutionException e) {
      workers.decrementAndGet();
      LOG.log(Level.FINE, e, () -> "No thread for channel " + channel);
    }
  }

  private boolean exceedsPoolSize(int workerCount) {
    long slowCount = activeBatches.stream().filter(ClaimedBatch::isSlow).count();
    return workerCount > size.workers() + size.slowWorkers()
        || workerCount - slowCount > size.workers();
  }

  private boolean isPaused() {
    if (paused && System.nanoTime() - pausedAt > PAUSE.toNanos()) {
      paused = false;
    }
    return paused;
  }

  private void runWorker() {
    try {
      do {
        wakeUpRequested.set(false);
        while (mayContinue() && processNextBatch()) {
          // until no batch is due
        }
      } while (wakeUpRequested.get() && mayContinue());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "A worker of channel " + channel + " failed");
    } finally {
      releaseWorker();
    }
  }

  private boolean mayContinue() {
    return !isPaused() && !stopping.getAsBoolean() && !exceedsPoolSize(workers.get());
  }

  /**
   * A wake-up may have come after the last claim, while this worker still counted. And when several
   * workers end at once because there are too many, some must continue.
   */
  private void releaseWorker() {
    boolean exceededPoolSize = exceedsPoolSize(workers.getAndDecrement());
    if (wakeUpRequested.get() || exceededPoolSize) {
      wakeUp();
    }
  }

  /** Whether more may be due: after a full batch, and after a digest. */
  private boolean processNextBatch() {
    Claim claim = claims.claim(channel, size.batchSize());
    if (!claim.records().isEmpty()) {
      process(claim);
    }
    return claim.records().size() == size.batchSize() || processNextDigest();
  }

  /** Digests become due by time, so they are claimed after a poll only. */
  private boolean processNextDigest() {
    if (!handler.supportsDigests(channel) || !digestsMayBeDue.getAndSet(false)) {
      return false;
    }
    Optional<Claim> digest = claims.claimDigest(channel);
    digest.filter(claimed -> !claimed.records().isEmpty()).ifPresent(this::process);
    digestsMayBeDue.compareAndSet(false, digest.isPresent());
    return digest.isPresent();
  }

  /** Delivers a claimed batch. */
  void process(Claim claim) {
    ClaimedBatch batch = new ClaimedBatch(channel, claim, stopping, claims, ranges, deliveryLog);
    activeBatches.add(batch);
    try {
      handler.handle(batch);
    } finally {
      activeBatches.remove(batch);
      batch.finish();
    }
    if (batch.isUnavailable()) {
      pausedAt = System.nanoTime();
      paused = true;
    }
  }

  /** Whether no worker is running. */
  boolean isIdle() {
    return workers.get() == 0;
  }

  void renewLeases() {
    forEachActiveBatch(ClaimedBatch::renewLease);
  }

  void handOverSlow() {
    forEachActiveBatch(ClaimedBatch::handOverIfSlow);
  }

  /** A failure of one batch does not affect the others. */
  private void forEachActiveBatch(Consumer<ClaimedBatch> action) {
    for (ClaimedBatch batch : activeBatches) {
      try {
        action.accept(batch);
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, e, () -> "Could not renew or hand over a batch of " + channel);
      }
    }
  }
}
