package dev.letterbox.shared;

import static java.util.stream.Collectors.joining;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the texts of settings stand for; an {@code IllegalArgumentException} says what one must be.
 */
final class SettingTexts {

  private static final int MIN_SECRET = 16;

  private SettingTexts() {}

  /** A key that nobody guesses, or none. */
  static String parseSecret(String text) {
    if (!text.isEmpty() && text.length() < MIN_SECRET) {
      throw new IllegalArgumentException("must have at least " + MIN_SECRET + " characters");
    }
    return text;
  }

  static String parseFolder(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException("must be a folder");
    }
    return text;
  }

  static Boolean parseFlag(String input) {
    String text = input.strip();
    if (!Arrays.asList("true", "false").contains(text)) {
      throw new IllegalArgumentException("must be true or false");
    }
    return Boolean.valueOf(text);
  }

  static <E extends Enum<E>> E oneOf(Class<E> type, String text) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> word(constant).equals(text.strip()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("must be " + words(type, " or ")));
  }

  static <E extends Enum<E>> Set<E> someOf(Class<E> type, String text) {
    Set<E> some = EnumSet.noneOf(type);
    for (String each : text.split(",", -1)) {
      try {
        some.add(oneOf(type, each));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("must be one or more of " + words(type, ","), e);
      }
    }
    return Set.copyOf(some);
  }

  static <E extends Enum<E>> String words(Class<E> type, String between) {
    return Stream.of(type.getEnumConstants()).map(SettingTexts::word).collect(joining(between));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  static Integer parseNumber(String text, int least, int most) {
    String rule = "must be a whole number from " + least + " to " + most;
    try {
      int value = Integer.parseInt(text.strip());
      if (value < least || value > most) {
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

  /** Empty for no time. */
  static Optional<LocalTime> parseTimeOfDay(String text) {
    try {
      return text.isBlank() ? Optional.empty() : Optional.of(LocalTime.parse(text.strip()));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("must be a time of day like 03:30", e);
    }
  }
}
