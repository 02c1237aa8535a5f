package dev.letterbox.api.notification;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What an unsubscribe link disables.
 *
 * @param user name of the user
 * @param types the types of the notifications in the e-mail, at least one, in the order of {@link
 *     NotificationType}
 * @param channel name of the channel
 */
public record Unsubscription(String user, Set<NotificationType> types, String channel) {

  /**
   * @throws IllegalArgumentException if there are no types
   */
  public Unsubscription {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("There must be at least one type");
    }
    types = Collections.unmodifiableSet(EnumSet.copyOf(types));
  }
}
