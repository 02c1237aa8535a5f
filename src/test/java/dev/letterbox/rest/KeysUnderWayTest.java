package dev.letterbox.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.AtOnce;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class KeysUnderWayTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final KeysUnderWay keys = new KeysUnderWay();

  @Test
  void second_request_waits_and_gives_up_and_other_keys_do_not_wait() throws Exception {
    assertTrue(keys.enter("a", LONG));
    assertFalse(keys.enter("a", Duration.ofMillis(20)));
    assertTrue(keys.enter("b", Duration.ZERO));
    keys.leave("a");
    assertTrue(keys.enter("a", Duration.ZERO));
  }

  @Test
  void one_at_a_time_of_many() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtOnce.times(
        40,
        () -> {
          assertTrue(keys.enter("a", LONG));
          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
          inside.decrementAndGet();
          keys.leave("a");
          return null;
        });
    assertEquals(1, most.get());
    assertTrue(keys.enter("a", Duration.ZERO), "nobody is left inside");
  }
}
