package dev.letterbox.shared.config;

import dev.letterbox.shared.text.EnumNames;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Parses the texts of settings. The message of an {@code IllegalArgumentException} completes the
 * sentence "The setting …".
 */
final class SettingParsers {

  private static final int MIN_SECRET_LENGTH = 16;

  /** No user and password before the host: the driver would log them as a port that is invalid. */
  private static final Pattern DATABASE_URL =
      Pattern.compile("jdbc:postgresql:(//[^/?@]*/|(?!//))[^?]*(\\?.*)?");

  private SettingParsers() {}

  /** A key, or an empty text. */
  static String parseSecret(String text) {
    if (!text.isEmpty() && text.length() < MIN_SECRET_LENGTH) {
      throw new IllegalArgumentException("must have at least " + MIN_SECRET_LENGTH + " characters");
    }
    return text;
  }

  /** A JDBC URL of PostgreSQL, or an empty text. */
  static String parseDatabaseUrl(String text) {
    if (!text.isEmpty() && !DATABASE_URL.matcher(text).matches()) {
      throw new IllegalArgumentException("must be a URL like jdbc:postgresql://host/database");
    }
    return text;
  }

  static String parseFolder(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must be a folder");
    }
    return text;
  }

  static Boolean parseFlag(String value) {
    String text = value.strip();
    if (!Arrays.asList("true", "false").contains(text)) {
      throw new IllegalArgumentException("must be true or false");
    }
    return Boolean.valueOf(text);
  }

  static <E extends Enum<E>> E parseEnum(Class<E> type, String text) {
    return EnumNames.find(type, text.strip())
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be " + String.join(" or ", EnumNames.all(type))));
  }

  static <E extends Enum<E>> Set<E> parseEnumSet(Class<E> type, String text) {
    Set<E> constants = EnumSet.noneOf(type);
    for (String each : text.split(",", -1)) {
      try {
        constants.add(parseEnum(type, each));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "must be one or more of " + String.join(",", EnumNames.all(type)), e);
      }
    }
    return Set.copyOf(constants);
  }

  static Integer parseNumber(String text, int min, int max) {
    String rule = "must be a whole number from " + min + " to " + max;
    try {
      int value = Integer.parseInt(text.strip());
      if (value < min || value > max) {
        throw new IllegalArgumentException(rule);
      }
      return value;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(rule, e);
    }
  }

  /** A BCP 47 tag. */
  static Locale parseLanguage(String text) {
    try {
      Locale language = new Locale.Builder().setLanguageTag(text.strip()).build();
      if (!language.getLanguage().isEmpty()) {
        return language;
      }
      throw new IllformedLocaleException();
    } catch (IllformedLocaleException e) {
      throw new IllegalArgumentException("must be a language tag like en or pt-BR", e);
    }
  }

  /** Empty for an empty text. */
  static Optional<LocalTime> parseTimeOfDay(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(text.strip()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time of day like 03:30", e);
    }
  }
}
