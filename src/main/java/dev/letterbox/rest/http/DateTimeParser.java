package dev.letterbox.rest.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses a date (its midnight), or a date with a time of day, with or without a zone; the default
 * is UTC. Follows the date filters of drf-messages.
 */
public final class DateTimeParser {

  /** A blank before the zone is a plus that was not encoded in the URL. */
  private static final Pattern PATTERN =
      Pattern.compile(
          "([0-9]{4})-([0-9]{2})-([0-9]{2})"
              + "(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:[.,]([0-9]{1,9}))?)?"
              + "(?:([Zz])|([ +-])([0-9]{2})(?::?([0-9]{2}))?)?)?");

  private static final Instant MIN_TIME = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant MAX_TIME = Instant.parse("9999-12-31T23:59:59.999999Z");

  private DateTimeParser() {}

  /** The time in whole microseconds; empty if the text is not valid. */
  public static Optional<Instant> parse(String text) {
    Matcher parts = PATTERN.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    try {
      Instant time = local(parts).toInstant(zone(parts)).truncatedTo(ChronoUnit.MICROS);
      return Optional.of(time)
          .filter(candidate -> !candidate.isBefore(MIN_TIME) && !candidate.isAfter(MAX_TIME));
    } catch (DateTimeException e) {
      return Optional.empty(); // no such day, time of day or zone
    }
  }

  private static LocalDateTime local(Matcher parts) {
    LocalDate day = LocalDate.of(number(parts, 1), number(parts, 2), number(parts, 3));
    if (parts.group(4) == null) {
      return day.atStartOfDay();
    }
    String fraction = parts.group(7) == null ? "" : parts.group(7);
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
    return day.atTime(number(parts, 4), number(parts, 5), number(parts, 6), nanos);
  }

  private static ZoneOffset zone(Matcher parts) {
    if (parts.group(9) == null) {
      return ZoneOffset.UTC;
    }
    int sign = parts.group(9).equals("-") ? -1 : 1;
    int minutes = number(parts, 11);
    return ZoneOffset.ofHoursMinutes(sign * number(parts, 10), sign * minutes);
  }

  private static int number(Matcher parts, int group) {
    return parts.group(group) == null ? 0 : Integer.parseInt(parts.group(group));
  }
}
