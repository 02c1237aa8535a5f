package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Limits the connections of this node to as many as the mail server accepts. There is no limit
 * until the server refuses a connection while others are open. Then the limit is the number of open
 * ones, and it doubles each minute.
 *
 * <p>Not a {@link java.util.concurrent.Semaphore}, whose number of permits is known from the start
 * and which does not count the connections that are open.
 */
class ConnectionLimit {

  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final Duration INCREASE_INTERVAL = Duration.ofMinutes(1);
  private static final int MAX_INCREASES = 31;

  /** A server may count a closed connection for this long. */
  private static final Duration CLOSE_DELAY = Duration.ofSeconds(5);

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(250);

  private final Duration maxWait;
  private final LongSupplier nanoTime;

  /** Fair, so that a batch that reconnects queues behind the waiting ones. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition changed = lock.newCondition();
  private int connecting;
  private int open;
  private int limit = UNLIMITED;
  private long limitedAtNanos;
  private long closedAtNanos;
  private boolean stopped;

  /**
   * @param maxWait how long a batch waits for other batches to close their connections
   */
  ConnectionLimit(Duration maxWait) {
    this(maxWait, System::nanoTime);
  }

  ConnectionLimit(Duration maxWait, LongSupplier nanoTime) {
    this.maxWait = maxWait;
    this.nanoTime = nanoTime;
    closedAtNanos = nanoTime.getAsLong() - CLOSE_DELAY.toNanos();
  }

  /**
   * Waits until another connection may be opened, and counts the attempt until {@link #opened},
   * {@link #failed} or {@link #refused}.
   *
   * @return the number of open connections
   * @throws DeliveryFailedException channel unavailable, when the wait is too long
   */
  int acquire() {
    lock.lock();
    try {
      long remainingNanos = maxWait.toNanos();
      while (connecting + open >= currentLimit()) {
        if (stopped || remainingNanos <= 0) {
          throw DeliveryFailedException.channelUnavailable(
              "The mail server accepts no more than %d connections, and none was closed for %d seconds"
                  .formatted(currentLimit(), maxWait.toSeconds()),
              null);
        }
        remainingNanos = changed.awaitNanos(remainingNanos);
      }
      connecting++;
      return open;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private int currentLimit() {
    long intervals = (nanoTime.getAsLong() - limitedAtNanos) / INCREASE_INTERVAL.toNanos();
    return limit == UNLIMITED || intervals >= MAX_INCREASES
        ? UNLIMITED
        : (int) Math.min((long) limit << intervals, UNLIMITED);
  }

  /** The server accepted a connection, which is open until {@link #closed}. */
  void opened() {
    change(
        () -> {
          connecting--;
          open++;
          limit = Math.max(limit, open);
        });
  }

  /** A connection could not be opened, for another reason than the number of connections. */
  void failed() {
    change(() -> connecting--);
  }

  void closed() {
    change(
        () -> {
          open--;
          closedAtNanos = nanoTime.getAsLong();
        });
  }

  /** Ends all waits. */
  void stop() {
    change(() -> stopped = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server refused a connection, perhaps because there are too many. The refusal is an outage,
   * and no limit, if the server accepts no other connection and none was closed a moment ago.
   *
   * @param openBefore what {@link #acquire} returned
   * @return whether to acquire again
   */
  boolean refused(int openBefore) {
    lock.lock();
    try {
      connecting--;
      changed.signalAll();
      if (openBefore > 0 && open > 0) {
        limit = Math.max(open, openBefore);
        limitedAtNanos = nanoTime.getAsLong();
        return true;
      }
      awaitOtherAttempts();
      if (stopped || open > 0) {
        return !stopped;
      }
      if (nanoTime.getAsLong() - closedAtNanos >= CLOSE_DELAY.toNanos()) {
        limit = UNLIMITED;
        return false;
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
    pause();
    return true;
  }

  /** Until the server has accepted one, or refused all. */
  private void awaitOtherAttempts() throws InterruptedException {
    long remainingNanos = maxWait.toNanos();
    while (connecting > 0 && open == 0 && !stopped && remainingNanos > 0) {
      remainingNanos = changed.awaitNanos(remainingNanos);
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(RETRY_INTERVAL.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static DeliveryFailedException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return DeliveryFailedException.transientFailure("The server stops", e);
  }

  /** Whether batches wait for a connection to be closed. */
  boolean isContended() {
    lock.lock();
    try {
      return lock.hasWaiters(changed);
    } finally {
      lock.unlock();
    }
  }
}
