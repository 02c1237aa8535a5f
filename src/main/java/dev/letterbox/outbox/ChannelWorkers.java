package dev.letterbox.outbox;

import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.notification.DigestDispatcher;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Empties the outbox for one channel, with a few workers that come when they are called and stay
 * until nothing is due. When the channel reaches nobody they go, and come back after a pause.
 */
public class ChannelWorkers {

  private static final Logger LOG = Logger.getLogger(ChannelWorkers.class.getName());

  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final NotificationChannel channel;
  private final PoolSize size;
  private final Executor executor;
  private final OutboxRepository outbox;
  private final BatchHandler handler;
  private final DigestDispatcher digestDispatcher;
  private final ActiveBatches activeBatches;
  private final StopSignal stopSignal;

  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicBoolean wakeUpRequested = new AtomicBoolean();
  private volatile long pausedAt;
  private volatile boolean paused;

  /**
   * How much it does at once.
   *
   * @param workers those who tell somebody for long are not counted among them
   * @param slowWorkers of those there are so many more at most
   * @param batchSize entries that a worker claims at once
   */
  public record PoolSize(int workers, int slowWorkers, int batchSize) {}

  public ChannelWorkers(
      NotificationChannel channel,
      PoolSize size,
      Executor executor,
      OutboxRepository outbox,
      BatchHandler handler,
      DigestDispatcher digestDispatcher,
      ActiveBatches activeBatches,
      StopSignal stopSignal) {
    this.channel = channel;
    this.size = size;
    this.executor = executor;
    this.outbox = outbox;
    this.handler = handler;
    this.digestDispatcher = digestDispatcher;
    this.activeBatches = activeBatches;
    this.stopSignal = stopSignal;
  }

  /** There may be something to do. */
  public void wakeUp() {
    wakeUpRequested.set(true);
    if (isPaused() || stopSignal.isStopping()) {
      return;
    }
    if (exceedsPoolSize(workers.incrementAndGet())) {
      workers.decrementAndGet();
      return;
    }
    try {
      executor.execute(this::runWorker);
    } catch (RejectedExecutionException e) {
      workers.decrementAndGet();
      LOG.log(Level.FINE, e, () -> "No thread for channel " + channel.name());
    }
  }

  private boolean exceedsPoolSize(int workerCount) {
    return workerCount > size.workers() + size.slowWorkers()
        || workerCount - activeBatches.slowCount(channel.name()) > size.workers();
  }

  private boolean isPaused() {
    if (paused && System.nanoTime() - pausedAt > PAUSE_NANOS) {
      paused = false;
    }
    return paused;
  }

  private void runWorker() {
    try {
      do {
        wakeUpRequested.set(false);
        while (mayContinue() && processNextBatch()) {
          // until there is nothing to be had
        }
      } while (wakeUpRequested.get() && mayContinue());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The outbox of channel " + channel.name() + " waits");
    } finally {
      releaseWorker();
    }
  }

  private boolean mayContinue() {
    return !isPaused() && !stopSignal.isStopping() && !exceedsPoolSize(workers.get());
  }

  /**
   * Somebody may have seen this worker just when it had looked for the last time; and when all see
   * that there are too many of them, some have to stay.
   */
  private void releaseWorker() {
    boolean exceededPoolSize = exceedsPoolSize(workers.getAndDecrement());
    if (wakeUpRequested.get() || exceededPoolSize) {
      wakeUp();
    }
  }

  /** Whether there was something. */
  private boolean processNextBatch() {
    OutboxRepository.Claim claim = outbox.claim(channel.name(), size.batchSize());
    if (claim.records().isEmpty()) {
      DigestDispatcher.DigestOutcome outcome = digestDispatcher.dispatchNext(channel, stopSignal);
      if (outcome == DigestDispatcher.DigestOutcome.UNAVAILABLE) {
        pause();
      }
      return outcome != DigestDispatcher.DigestOutcome.NOTHING_DUE;
    }
    if (!handler.handle(channel, claim, stopSignal)) {
      pause();
    }
    return true;
  }

  private void pause() {
    pausedAt = System.nanoTime();
    paused = true;
  }
}
