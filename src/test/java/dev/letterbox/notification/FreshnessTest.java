package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {

  @ParameterizedTest
  @CsvSource({
    "0, 999, true",
    "0, 1000, false",
    "100, 999, true",
    "100, 1000, false",
    "2000, 7999, true",
    "2000, 8000, false",
    "20000, 9999, true",
    "20000, 10000, false"
  })
  void data_is_fresh_for_a_second_or_longer_after_a_slow_read(
      long durationMillis, long age, boolean fresh) {
    long startedAt = -5; // a clock that runs from anywhere
    Freshness freshness = new Freshness(startedAt, Duration.ofMillis(durationMillis).toNanos());
    assertEquals(fresh, freshness.isFreshAt(startedAt + Duration.ofMillis(age).toNanos()));
  }
}
