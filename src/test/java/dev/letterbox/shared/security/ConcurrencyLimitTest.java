package dev.letterbox.shared.security;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.LetterboxException;
import dev.letterbox.api.account.RetryLaterException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();

  @AfterEach
  void stopThreads() {
    released.countDown();
    threads.shutdownNow();
  }

  private Integer workUntilReleased() {
    int atOnce = running.incrementAndGet();
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      running.decrementAndGet();
    }
    return atOnce;
  }

  private List<Future<Integer>> start(int count, ConcurrencyLimit limit) {
    List<Future<Integer>> results = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      results.add(threads.submit(() -> limit.call(this::workUntilReleased)));
    }
    return results;
  }

  @Test
  void no_more_threads_than_permitted_work_at_once() throws Exception {
    List<Future<Integer>> results = start(8, new ConcurrencyLimit(2, 8, LONG));
    await().until(() -> running.get() == 2);
    released.countDown();
    for (Future<Integer> result : results) {
      assertTrue(result.get() <= 2);
    }
  }

  @Test
  void work_that_gets_no_permit_in_time_is_not_done() {
    ConcurrencyLimit limit = new ConcurrencyLimit(1, 8, Duration.ofMillis(1));
    start(1, limit);
    await().until(() -> running.get() == 1);
    AtomicBoolean done = new AtomicBoolean();
    RetryLaterException e =
        assertThrows(RetryLaterException.class, () -> limit.call(() -> done.getAndSet(true)));
    assertEquals(LetterboxException.Kind.UNAVAILABLE, e.kind());
    assertTrue(e.retryAfter().toSeconds() > 0);
    assertFalse(done.get());
  }

  @Test
  void too_many_waiting_threads_are_refused_at_once() {
    ConcurrencyLimit limit = new ConcurrencyLimit(1, 0, LONG);
    start(1, limit);
    await().until(() -> running.get() == 1);
    assertThrows(RetryLaterException.class, () -> limit.call(() -> 1));
  }

  @Test
  void permit_is_released_after_an_exception() {
    ConcurrencyLimit limit = new ConcurrencyLimit(1, 1, LONG);
    assertThrows(
        IllegalStateException.class,
        () ->
            limit.call(
                () -> {
                  throw new IllegalStateException("failed");
                }));
    assertEquals(1, limit.call(() -> 1));
  }
}
