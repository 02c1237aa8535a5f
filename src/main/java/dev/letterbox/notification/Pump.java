package dev.letterbox.notification;

import dev.letterbox.api.spi.NotificationChannel;
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
class Pump {

  private static final Logger LOG = Logger.getLogger(Pump.class.getName());

  /** Those who tell somebody for long are not counted among them. */
  private static final int WORKERS = 4;

  /** Of those there are so many more at most. */
  private static final int SLOW_WORKERS = 16;

  /** Entries that a worker claims at once. */
  private static final int CLAIMED = 50;

  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final NotificationChannel channel;
  private final Executor executor;
  private final Outbox outbox;
  private final Courier courier;
  private final Digests digests;
  private final Rounds rounds;
  private final Stopping stopping;

  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicBoolean called = new AtomicBoolean();
  private volatile long pausedAt;
  private volatile boolean paused;

  Pump(
      NotificationChannel channel,
      Executor executor,
      Outbox outbox,
      Courier courier,
      Digests digests,
      Rounds rounds,
      Stopping stopping) {
    this.channel = channel;
    this.executor = executor;
    this.outbox = outbox;
    this.courier = courier;
    this.digests = digests;
    this.rounds = rounds;
    this.stopping = stopping;
  }

  /** There may be something to do. */
  void call() {
    called.set(true);
    if (isPaused() || stopping.isNear()) {
      return;
    }
    if (areTooMany(workers.incrementAndGet())) {
      workers.decrementAndGet();
      return;
    }
    try {
      executor.execute(this::work);
    } catch (RejectedExecutionException e) {
      workers.decrementAndGet();
      LOG.log(Level.FINE, e, () -> "No thread for channel " + channel.name());
    }
  }

  private boolean areTooMany(int all) {
    return all > WORKERS + SLOW_WORKERS || all - rounds.slow(channel.name()) > WORKERS;
  }

  private boolean isPaused() {
    if (paused && System.nanoTime() - pausedAt > PAUSE_NANOS) {
      paused = false;
    }
    return paused;
  }

  private void work() {
    try {
      do {
        called.set(false);
        while (goesOn() && carrySome()) {
          // until there is nothing to be had
        }
      } while (called.get() && goesOn());
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "The outbox of channel " + channel.name() + " waits");
    } finally {
      leave();
    }
  }

  private boolean goesOn() {
    return !isPaused() && !stopping.isNear() && !areTooMany(workers.get());
  }

  /**
   * Somebody may have seen this worker just when it had looked for the last time; and when all see
   * that there are too many of them, some have to stay.
   */
  private void leave() {
    boolean wereTooMany = areTooMany(workers.getAndDecrement());
    if (called.get() || wereTooMany) {
      call();
    }
  }

  /** Whether there was something. */
  private boolean carrySome() {
    Outbox.Claim claim = outbox.claim(channel.name(), CLAIMED);
    if (claim.entries().isEmpty()) {
      Digests.Outcome outcome = digests.carryOne(channel, stopping);
      if (outcome == Digests.Outcome.UNAVAILABLE) {
        pause();
      }
      return outcome != Digests.Outcome.NOTHING_DUE;
    }
    if (!courier.carry(channel, claim, stopping)) {
      pause();
    }
    return true;
  }

  private void pause() {
    pausedAt = System.nanoTime();
    paused = true;
  }
}
