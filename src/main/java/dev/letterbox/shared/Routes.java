package dev.letterbox.shared;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.letterbox.api.NotificationLabel;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some pairs of a label and a channel of notifications, as a setting names them: {@code
 * notice:email,*:log}. Either can be {@code *}, which stands for all.
 */
public record Routes(Set<Pair> pairs) {

  private static final String ALL = "*";

  /**
   * One of them.
   *
   * @param label in lower case, or {@code *}
   * @param channel name of a channel, or {@code *}
   */
  public record Pair(String label, String channel) {

    boolean covers(NotificationLabel other, String otherChannel) {
      return (label.equals(ALL) || label.equals(SettingTexts.word(other)))
          && (channel.equals(ALL) || channel.equals(otherChannel));
    }
  }

  /** Of a text like {@code notice:email,*:log}; empty for none. */
  public static Routes parse(String text) {
    return new Routes(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(pair -> !pair.isEmpty())
            .map(Routes::pair)
            .collect(toUnmodifiableSet()));
  }

  private static Pair pair(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[1].isBlank()) {
      throw new IllegalArgumentException("must be pairs like notice:email");
    }
    String label = parts[0].strip();
    if (!label.equals(ALL)) {
      SettingTexts.oneOf(NotificationLabel.class, label);
    }
    return new Pair(label, parts[1].strip());
  }

  /** Whether a label and a channel are one of them. */
  public boolean contains(NotificationLabel label, String channel) {
    return pairs.stream().anyMatch(pair -> pair.covers(label, channel));
  }
}
