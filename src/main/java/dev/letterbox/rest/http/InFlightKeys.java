package dev.letterbox.rest.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets one request of each key through at a time. On one node they wait for each other here, for a
 * while and without a connection: in the database each would hold one of those that everybody
 * needs.
 *
 * <p>Safe for use by many threads.
 */
@ApplicationScoped
public class InFlightKeys {

  private final ConcurrentMap<String, CountDownLatch> latches = new ConcurrentHashMap<>();

  /**
   * Waits until nobody else is under way with a key; then nobody else is until {@link #release}.
   *
   * @return false when that took too long
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

  /** Lets the next one in. */
  void release(String key) {
    latches.remove(key).countDown();
  }
}
