package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Services;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The clock that tests set is the one that everybody gets. */
public interface ClockTests extends Services {

  /** What a bean of the application gets. */
  Clock clockOfTheApplication();

  @Test
  default void clock_tells_what_a_test_sets_and_the_real_time_afterwards() {
    Instant then = Instant.parse("2020-02-29T12:00:00Z");
    try {
      clock().set(then);
      clock().tick(Duration.ofHours(1));
      assertEquals(then.plusSeconds(3600), clockOfTheApplication().now());
    } finally {
      clock().release();
    }
    assertTrue(clockOfTheApplication().now().isAfter(then.plusSeconds(86_400)));
  }
}
