package dev.letterbox.rest;

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
public class KeysUnderWay {

  private final ConcurrentMap<String, CountDownLatch> underWay = new ConcurrentHashMap<>();

  /**
   * Waits until nobody else is under way with a key; then nobody else is until {@link #leave}.
   *
   * @return false when that took too long
   */
  boolean enter(String key, Duration patience) throws InterruptedException {
    CountDownLatch mine = new CountDownLatch(1);
    long end = System.nanoTime() + patience.toNanos();
    CountDownLatch others = underWay.putIfAbsent(key, mine);
    while (others != null) {
      if (!others.await(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        return false;
      }
      others = underWay.putIfAbsent(key, mine);
    }
    return true;
  }

  /** Lets the next one in. */
  void leave(String key) {
    underWay.remove(key).countDown();
  }
}
