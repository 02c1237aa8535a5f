package dev.letterbox.outbox.worker;

import dev.letterbox.outbox.Claim;
import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.RangeRepository;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The workers of one channel. A worker claims batches until none is due, and then waits a while for
 * a wake-up, because starting a managed thread costs more than a batch. A wake-up starts another
 * worker when none waits. When the channel is unavailable, all workers end, and the pool pauses.
 */
public class WorkerPool {

  private static final Logger LOG = Logger.getLogger(WorkerPool.class.getName());

  private static final Duration PAUSE = Duration.ofSeconds(5);

  /** How long an idle worker waits for a wake-up before it ends. */
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(10);

  /**
   * Within this time after a claim, new records wait for the worker to finish its batch: more
   * records in a batch cost less than more workers.
   */
  private static final Duration BATCHING_TIME = Duration.ofMillis(20);

  private final String channel;
  private final BatchHandler handler;
  private final PoolSize size;
  private final BooleanSupplier stopping;
  private final ClaimRepository claims;
  private final RangeRepository ranges;
  private final DeliveryLog deliveryLog;

  private final Set<ClaimedBatch> activeBatches = ConcurrentHashMap.newKeySet();
  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicInteger waitingWorkers = new AtomicInteger();
  private final Semaphore wakeUps = new Semaphore(0);
  private final AtomicBoolean wakeUpRequested = new AtomicBoolean();
  private final AtomicBoolean digestsMayBeDue = new AtomicBoolean();
  private volatile long lastClaimAt;
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

  /** Wakes up or starts a worker unless there are enough; records or digests may be due. */
  void poll() {
    digestsMayBeDue.set(true);
    wakeUp();
  }

  /** Wakes up or starts a worker unless the current ones suffice; records may be due. */
  void wakeUp() {
    wakeUpRequested.set(true);
    if (isPaused() || stopping.getAsBoolean()) {
      return;
    }
    if (waitingWorkers.get() == 0) {
      startWorker();
    } else if (wakeUps.availablePermits() == 0) {
      wakeUps.release();
    }
  }

  private void startWorker() {
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
      while (mayContinue() && awaitWakeUp()) {
        do {
          wakeUpRequested.set(false);
          while (mayContinue() && processNextBatch()) {
            // until no batch is due
          }
        } while (mayContinue() && wakeUpRequested.get());
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "A worker of channel " + channel + " failed");
    } finally {
      releaseWorker();
    }
  }

  /** Whether a wake-up came in time, and no other worker has claimed the records since. */
  private boolean awaitWakeUp() {
    waitingWorkers.incrementAndGet();
    try {
      while (true) {
        if (!wakeUpRequested.get()
            && !wakeUps.tryAcquire(KEEP_ALIVE.toNanos(), TimeUnit.NANOSECONDS)) {
          return wakeUpRequested.get();
        }
        if (workers.get() > waitingWorkers.get()) {
          LockSupport.parkNanos(lastClaimAt + BATCHING_TIME.toNanos() - System.nanoTime());
        }
        if (wakeUpRequested.get() || stopping.getAsBoolean()) {
          return true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waitingWorkers.decrementAndGet();
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
    lastClaimAt = System.nanoTime();
    Claim claim = claims.claim(channel, size.batchSize());
    boolean full = claim.records().size() == size.batchSize();
    Claim kept = releaseFurtherRanges(claim);
    boolean released = kept.records().size() < claim.records().size();
    if (full || released) {
      wakeUp();
    }
    if (!kept.records().isEmpty()) {
      process(kept);
    }
    return full || released || processNextDigest();
  }

  /** A range has up to a thousand recipients: other workers take the others. */
  private Claim releaseFurtherRanges(Claim claim) {
    List<OutboxRecord> further =
        claim.records().stream().filter(OutboxRecord::isRange).skip(1).toList();
    claims.release(claim, further);
    return claim.without(further);
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

  /** Whether no worker has a batch, or is about to claim one. */
  boolean isIdle() {
    boolean claimFollows = waitingWorkers.get() > 0 && wakeUpRequested.get() && mayContinue();
    return workers.get() == waitingWorkers.get() && !claimFollows;
  }

  /** Ends the waiting workers, when the server stops. */
  void endWaitingWorkers() {
    wakeUps.release(waitingWorkers.get());
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
