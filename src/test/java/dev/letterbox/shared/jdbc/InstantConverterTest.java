package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import java.time.LocalDateTime;
import org.junit.jupiter.api.Test;

class InstantConverterTest {

  private final InstantConverter converter = new InstantConverter();

  @Test
  void time_round_trips_in_utc() {
    Instant time = Instant.parse("2026-03-29T01:30:00.123456Z");
    LocalDateTime stored = converter.convertToDatabaseColumn(time);

    assertEquals(LocalDateTime.parse("2026-03-29T01:30:00.123456"), stored);
    assertEquals(time, converter.convertToEntityAttribute(stored));
  }

  @Test
  void no_time_is_null() {
    assertNull(converter.convertToDatabaseColumn(null));
    assertNull(converter.convertToEntityAttribute(null));
  }
}
