package dev.letterbox.shared.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.letterbox.api.notification.NotificationType;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Some pairs of a label and a channel of notifications, as a setting names them: {@code
 * notice:email,*:log}. Either can be {@code *}, which stands for all.
 */
public record NotificationRoutes(Set<NotificationRoute> routes) {

  private static final String WILDCARD = "*";

  /**
   * One of them.
   *
   * @param type in lower case, or {@code *}
   * @param channel name of a channel, or {@code *}
   */
  public record NotificationRoute(String type, String channel) {

    boolean matches(NotificationType otherType, String otherChannel) {
      return (type.equals(WILDCARD) || type.equals(SettingParsers.lowerCaseName(otherType)))
          && (channel.equals(WILDCARD) || channel.equals(otherChannel));
    }
  }

  /** Of a text like {@code notice:email,*:log}; empty for none. */
  public static NotificationRoutes parse(String text) {
    return new NotificationRoutes(
        Stream.of(text.split(",", -1))
            .map(String::strip)
            .filter(pair -> !pair.isEmpty())
            .map(NotificationRoutes::parseRoute)
            .collect(toUnmodifiableSet()));
  }

  private static NotificationRoute parseRoute(String text) {
    String[] parts = text.split(":", -1);
    if (parts.length != 2 || parts[1].isBlank()) {
      throw new IllegalArgumentException("must be pairs like notice:email");
    }
    String label = parts[0].strip();
    if (!label.equals(WILDCARD)) {
      SettingParsers.parseEnum(NotificationType.class, label);
    }
    return new NotificationRoute(label, parts[1].strip());
  }

  /** Whether a label and a channel are one of them. */
  public boolean contains(NotificationType label, String channel) {
    return routes.stream().anyMatch(pair -> pair.matches(label, channel));
  }
}
