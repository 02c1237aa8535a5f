package dev.letterbox.shared.config;

import static java.util.stream.Collectors.toUnmodifiableSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.shared.text.EnumNames;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Pairs of a notification type and a channel, as in a setting: {@code notice:email,*:log}. Either
 * can be {@code *}, which stands for all.
 */
public record NotificationRoutes(Set<NotificationRoute> routes) {

  private static final String WILDCARD = "*";

  /**
   * A pair.
   *
   * @param type a type in lower case, or {@code *}
   * @param channel name of a channel, or {@code *}
   */
  public record NotificationRoute(String type, String channel) {

    boolean matches(NotificationType otherType, String otherChannel) {
      return (type.equals(WILDCARD) || type.equals(EnumNames.of(otherType)))
          && (channel.equals(WILDCARD) || channel.equals(otherChannel));
    }
  }

  /** Parses a text like {@code notice:email,*:log}; an empty text has no pairs. */
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
    String type = parts[0].strip();
    if (!type.equals(WILDCARD)) {
      SettingParsers.parseEnum(NotificationType.class, type);
    }
    return new NotificationRoute(type, parts[1].strip());
  }

  /** Whether a type and a channel match one of the pairs. */
  public boolean contains(NotificationType type, String channel) {
    return routes.stream().anyMatch(route -> route.matches(type, channel));
  }
}
