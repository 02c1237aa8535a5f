package dev.letterbox.notification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestDispatcherTest {

  @ParameterizedTest
  @CsvSource({
    "2026-03-01T05:59:59Z, 2026-03-01T06:00:00Z",
    "2026-03-01T06:00:00Z, 2026-03-02T06:00:00Z",
    "2026-12-31T23:00:00Z, 2027-01-01T06:00:00Z"
  })
  void daily_digest_is_due_at_the_same_time_each_day(OffsetDateTime now, Instant due) {
    assertEquals(due, DigestDispatcher.nextDailyDigest(now, LocalTime.of(6, 0)));
  }
}
