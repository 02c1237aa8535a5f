package dev.letterbox.shared.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Creates all settings and lists them in the order of their declaration. */
final class SettingRegistry {

  private final List<Setting<?>> all = new ArrayList<>();

  <T> Setting<T> add(
      String key, String defaultText, Function<String, T> parser, String description) {
    return add(new Setting<>(key, defaultText, parser, description, false));
  }

  /** A setting that is a password or key, or may contain one; empty by default. */
  <T> Setting<T> secret(String key, Function<String, T> parser, String description) {
    return add(new Setting<>(key, "", parser, description, true));
  }

  private <T> Setting<T> add(Setting<T> setting) {
    all.add(setting);
    return setting;
  }

  Setting<String> text(String key, String defaultText, String description) {
    return add(key, defaultText, Function.identity(), description);
  }

  Setting<Boolean> flag(String key, String defaultText, String description) {
    return add(key, defaultText, SettingParsers::parseFlag, description);
  }

  Setting<Integer> number(String key, String defaultText, int min, int max, String description) {
    return add(key, defaultText, text -> SettingParsers.parseNumber(text, min, max), description);
  }

  /** A duration in whole units. */
  Setting<Duration> duration(
      String key, String defaultText, ChronoUnit unit, int min, int max, String description) {
    return add(
        key,
        defaultText,
        text -> Duration.of(SettingParsers.parseNumber(text, min, max), unit),
        description);
  }

  List<Setting<?>> all() {
    return List.copyOf(all);
  }
}
