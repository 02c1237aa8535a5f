package dev.letterbox.rest.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DateTimeParserTest {

  @ParameterizedTest
  @CsvSource({
    "2026-01-12, 2026-01-12T00:00:00Z",
    "2026-01-12T12:30, 2026-01-12T12:30:00Z",
    "2026-01-12 12:30:15, 2026-01-12T12:30:15Z",
    "2026-01-12T12:30:15Z, 2026-01-12T12:30:15Z",
    "2026-01-12t12:30:15z, 2026-01-12T12:30:15Z",
    "2026-01-12T12:30:15.5Z, 2026-01-12T12:30:15.500Z",
    "2026-01-12T12:30:15.123456789Z, 2026-01-12T12:30:15.123456Z",
    "2026-01-12T12:30:15+02:00, 2026-01-12T10:30:15Z",
    "2026-01-12T12:30:15-0530, 2026-01-12T18:00:15Z",
    "2026-01-12T12:30:15+02, 2026-01-12T10:30:15Z",
    "2026-01-12T12:30:15 02:00, 2026-01-12T10:30:15Z",
    "2024-02-29, 2024-02-29T00:00:00Z",
    "9999-12-31, 9999-12-31T00:00:00Z",
  })
  void date_or_time_with_or_without_zone_is_parsed(String text, Instant time) {
    assertEquals(Optional.of(time), DateTimeParser.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "now",
        "2026",
        "2026-1-1",
        "2026-02-30",
        "2026-02-29",
        "2026-13-01",
        "2026-00-10",
        "0000-01-01",
        "0001-01-01T00:00:00+01:00",
        "9999-12-31T23:59:59-01:00",
        "2026-01-12T24:00",
        "2026-01-12T25:00",
        "2026-01-12T12:60",
        "2026-01-12T12:30:60",
        "2026-01-12T12:30:15.",
        "2026-01-12T12:30:15+25:00",
        "2026-01-12T12:30:15+19:00",
        "2026-01-12T12:30:15+02:60",
        "2026-01-12T12:30:15Europe/Berlin",
        "2026-01-12T12:30:15Z+1",
        "2026-01-12Z",
        "20260112",
        "+2026-01-12",
        "２０２６-01-12",
        "99999999999999999999",
        "1768219200",
      })
  void other_text_is_not_a_time(String text) {
    assertEquals(Optional.empty(), DateTimeParser.parse(text));
  }
}
