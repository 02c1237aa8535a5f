package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Limits the open connections of this node to as many as the mail server accepts. There is no limit
 * until the server refuses a connection. Then the limit is the number of open ones, and it grows by
 * one each minute.
 *
 * <p>Not a {@link java.util.concurrent.Semaphore}, whose number of permits is known from the start
 * and which does not count the connections that are open.
 */
class ConnectionLimit {

  private static final int UNLIMITED = Integer.MAX_VALUE;
  private static final Duration INCREASE_INTERVAL = Duration.ofMinutes(1);

  /** A server may count a closed connection for this long. */
  private static final Duration CLOSE_DELAY = Duration.ofSeconds(5);

  private static final Duration RETRY_INTERVAL = Duration.ofMillis(250);

  private final Duration maxWait;

  /** Fair, so that a batch that reconnects queues behind the waiting ones. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition released = lock.newCondition();
  private int open;
  private int limit = UNLIMITED;
  private long limitedAtNanos;
  private long releasedAtNanos = System.nanoTime() - CLOSE_DELAY.toNanos();
  private boolean closed;

  /**
   * @param maxWait how long a batch waits for other batches to close their connections
   */
  ConnectionLimit(Duration maxWait) {
    this.maxWait = maxWait;
  }

  /**
   * Waits until another connection may be opened, and counts it as open.
   *
   * @throws DeliveryFailedException channel unavailable, when the wait is too long
   */
  void acquire() {
    lock.lock();
    try {
      long remainingNanos = maxWait.toNanos();
      while (open >= currentLimit()) {
        if (closed || remainingNanos <= 0) {
          throw DeliveryFailedException.channelUnavailable(
              "The mail server accepts no more than %d connections, and none was closed for %d seconds"
                  .formatted(limit, maxWait.toSeconds()),
              null);
        }
        remainingNanos = released.awaitNanos(remainingNanos);
      }
      open++;
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      lock.unlock();
    }
  }

  private int currentLimit() {
    long now = System.nanoTime();
    if (limit != UNLIMITED && now - limitedAtNanos > INCREASE_INTERVAL.toNanos()) {
      limit++;
      limitedAtNanos = now;
    }
    return limit;
  }

  /** A connection that was counted as open was closed, or could not be opened. */
  void release() {
    lock.lock();
    try {
      open--;
      releasedAtNanos = System.nanoTime();
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The server refused a connection that was counted as open, because there are too many.
   *
   * @return whether to {@link #acquire} again: other connections are open, or were a moment ago. If
   *     not, the refusal is no limit but an outage
   */
  boolean releaseRefused() {
    boolean hasOthers;
    boolean isLimit;
    lock.lock();
    try {
      open--;
      hasOthers = open > 0;
      isLimit =
          !closed && (hasOthers || System.nanoTime() - releasedAtNanos < CLOSE_DELAY.toNanos());
      limit = isLimit ? Math.max(open, 1) : UNLIMITED;
      limitedAtNanos = System.nanoTime();
      released.signalAll();
    } finally {
      lock.unlock();
    }
    if (isLimit && !hasOthers) {
      pause();
    }
    return isLimit;
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
      return lock.hasWaiters(released);
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waits. */
  void close() {
    lock.lock();
    try {
      closed = true;
      released.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
