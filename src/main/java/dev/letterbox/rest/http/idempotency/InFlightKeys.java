package dev.letterbox.rest.http.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Locks on idempotency keys within this node. Requests with the same key wait here, with a timeout,
 * and not in the database, where each would hold a pooled connection.
 *
 * <p>Safe for use by many threads.
 */
@ApplicationScoped
public class InFlightKeys {

  private final ConcurrentMap<String, CountDownLatch> latches = new ConcurrentHashMap<>();

  /**
   * Acquires the lock on a key, until {@link #release}.
   *
   * @return false after the timeout
   */
  boolean tryAcquire(String key, Duration timeout) throws InterruptedException {
    CountDownLatch ownLatch = new CountDownLatch(1);
    long deadline = System.nanoTime() + timeout.toNanos();
    CountDownLatch otherLatch = latches.putIfAbsent(key, ownLatch);
    while (otherLatch != null) {
      if (!otherLatch.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      otherLatch = latches.putIfAbsent(key, ownLatch);
    }
    return true;
  }

  void release(String key) {
    latches.remove(key).countDown();
  }
}
