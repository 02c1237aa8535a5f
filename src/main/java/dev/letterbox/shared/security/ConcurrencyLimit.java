package dev.letterbox.shared.security;

import dev.letterbox.api.account.RetryLaterException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Limits how many threads do expensive work at once; a bounded number of others waits for a bounded
 * time, so that they do not hold all threads of the server.
 */
public final class ConcurrencyLimit {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Semaphore permits;
  private final int maxWaiting;
  private final Duration maxWait;

  public ConcurrencyLimit(int maxThreads, int maxWaiting, Duration maxWait) {
    this.permits = new Semaphore(maxThreads, true);
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  /**
   * Does the work when a permit is free.
   *
   * @throws RetryLaterException if none was free in time, or too many threads wait; the work was
   *     not done
   */
  public <T> T call(Supplier<T> work) {
    if (!tryAcquire()) {
      throw RetryLaterException.unavailable("limit of concurrent work", RETRY_AFTER);
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }

  private boolean tryAcquire() {
    try {
      // without a time, it would overtake waiting threads
      return permits.tryAcquire(0, TimeUnit.NANOSECONDS)
          || (permits.getQueueLength() < maxWaiting
              && permits.tryAcquire(maxWait.toNanos(), TimeUnit.NANOSECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
