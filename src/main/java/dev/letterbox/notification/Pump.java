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

  private static final long PAUSE_NANOS = Duration.ofSeconds(5).toNanos();

  private final NotificationChannel channel;
  private final Size size;
  private final Executor executor;
  private final Outbox outbox;
  private final Carrier carrier;
  private final Digests digests;
  private final Rounds rounds;
  private final Stopping stopping;

  private final AtomicInteger workers = new AtomicInteger();
  private final AtomicBoolean called = new AtomicBoolean();
  private volatile long pausedAt;
  private volatile boolean paused;

  /**
   * How much it does at once.
   *
   * @param workers those who tell somebody for long are not counted among them
   * @param slow of those there are so many more at most
   * @param claimed entries that a worker claims at once
   */
  record Size(int workers, int slow, int claimed) {}

  Pump(
      NotificationChannel channel,
      Size size,
      Executor executor,
      Outbox outbox,
      Carrier carrier,
      Digests digests,
      Rounds rounds,
      Stopping stopping) {
    this.channel = channel;
    this.size = size;
    this.executor = executor;
    this.outbox = outbox;
    this.carrier = carrier;
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
    return all > size.workers() + size.slow() || all - rounds.slow(channel.name()) > size.workers();
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
    Outbox.Claim claim = outbox.claim(channel.name(), size.claimed());
    if (claim.entries().isEmpty()) {
      Digests.Outcome outcome = digests.carryOne(channel, stopping);
      if (outcome == Digests.Outcome.UNAVAILABLE) {
        pause();
      }
      return outcome != Digests.Outcome.NOTHING_DUE;
    }
    if (!carrier.carry(channel, claim, stopping)) {
      pause();
    }
    return true;
  }

  private void pause() {
    pausedAt = System.nanoTime();
    paused = true;
  }
}
