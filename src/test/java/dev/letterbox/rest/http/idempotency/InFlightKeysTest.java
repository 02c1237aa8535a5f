package dev.letterbox.rest.http.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.ConcurrentRun;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightKeysTest {

  private static final Duration TIMEOUT = Duration.ofMinutes(1);

  private final InFlightKeys keys = new InFlightKeys();

  @Test
  void second_request_times_out_and_other_keys_do_not_wait() throws Exception {
    assertTrue(keys.tryAcquire("a", TIMEOUT));
    assertFalse(keys.tryAcquire("a", Duration.ofMillis(20)));
    assertTrue(keys.tryAcquire("b", Duration.ZERO));
    keys.release("a");
    assertTrue(keys.tryAcquire("a", Duration.ZERO));
  }

  @Test
  void one_request_per_key_runs_at_a_time() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger maxInside = new AtomicInteger();
    ConcurrentRun.repeat(
        40,
        () -> {
          assertTrue(keys.tryAcquire("a", TIMEOUT));
          maxInside.accumulateAndGet(inside.incrementAndGet(), Math::max);
          inside.decrementAndGet();
          keys.release("a");
          return null;
        });
    assertEquals(1, maxInside.get());
    assertTrue(keys.tryAcquire("a", Duration.ZERO), "no lock remains");
  }
}
