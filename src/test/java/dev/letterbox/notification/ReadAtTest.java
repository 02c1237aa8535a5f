package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadAtTest {

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
  void what_was_read_is_believed_for_a_second_and_what_took_long_for_longer(
      long took, long age, boolean fresh) {
    long begun = -5; // a clock that runs from anywhere
    ReadAt at = new ReadAt(begun, Duration.ofMillis(took).toNanos());
    assertEquals(fresh, at.isFreshAt(begun + Duration.ofMillis(age).toNanos()));
  }
}
