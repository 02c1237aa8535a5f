package dev.letterbox.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Makes settings, and knows them in the order of their declaration. */
final class SettingList {

  private final List<Setting<?>> all = new ArrayList<>();

  <T> Setting<T> add(
      String key, String defaultText, Function<String, T> parser, String description) {
    Setting<T> setting = new Setting<>(key, defaultText, parser, description);
    all.add(setting);
    return setting;
  }

  Setting<String> text(String key, String defaultText, String description) {
    return add(key, defaultText, Function.identity(), description);
  }

  Setting<Boolean> flag(String key, String defaultText, String description) {
    return add(key, defaultText, SettingTexts::parseFlag, description);
  }

  Setting<Integer> number(String key, String defaultText, int least, int most, String description) {
    return add(key, defaultText, text -> SettingTexts.parseNumber(text, least, most), description);
  }

  Stream<Setting<?>> all() {
    return all.stream();
  }
}
