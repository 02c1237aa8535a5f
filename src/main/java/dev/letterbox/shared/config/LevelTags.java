package dev.letterbox.shared.config;

import dev.letterbox.api.Level;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Names of levels: those of {@link Level}, and names of a setting, which win. Immutable. */
public final class LevelTags {

  private static final Map<Integer, String> STANDARD =
      Map.of(
          Level.DEBUG, "debug",
          Level.INFO, "info",
          Level.SUCCESS, "success",
          Level.WARNING, "warning",
          Level.ERROR, "error");

  private final Map<Integer, String> names;

  private LevelTags(Map<Integer, String> names) {
    this.names = names;
  }

  /** The standard names, and those of a text like {@code 50:critical,15:hint}. */
  static LevelTags parse(String text) {
    Map<Integer, String> names = new TreeMap<>(STANDARD);
    if (!text.isBlank()) {
      for (String entry : text.split(",", -1)) {
        String[] parts = entry.split(":", -1);
        if (parts.length != 2 || parts[1].isBlank()) {
          throw new IllegalArgumentException("must be like 50:critical,15:hint");
        }
        names.put(parseLevel(parts[0].strip()), parts[1].strip());
      }
    }
    return new LevelTags(names);
  }

  private static int parseLevel(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("must be like 50:critical,15:hint", e);
    }
  }

  /** The name of a level; empty if it has none. */
  public String nameOf(int level) {
    return names.getOrDefault(level, "");
  }

  /** The level with this name, the lowest of several. */
  public Optional<Integer> levelOf(String name) {
    return names.entrySet().stream()
        .filter(entry -> entry.getValue().equals(name))
        .map(Map.Entry::getKey)
        .min(Comparator.naturalOrder());
  }

  /** Levels and names; equal for equal names. */
  @Override
  public String toString() {
    return names.toString();
  }

  /** All names, ordered by level. */
  public List<String> all() {
    return List.copyOf(names.values());
  }
}
