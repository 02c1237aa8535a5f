package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.support.InServerTestBase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The clock that tests set is the one that the application uses. */
@Tag("once")
class ClockTests extends InServerTestBase {

  @Test
  void clock_returns_the_time_set_by_a_test_until_it_is_released() {
    Instant testTime = Instant.parse("2020-02-29T12:00:00Z");
    try {
      clock().set(testTime);
      clock().advance(Duration.ofHours(1));
      assertEquals(testTime.plusSeconds(3600), applicationClock().now());
    } finally {
      clock().reset();
    }
    assertTrue(applicationClock().now().isAfter(testTime.plusSeconds(86_400)));
  }
}
