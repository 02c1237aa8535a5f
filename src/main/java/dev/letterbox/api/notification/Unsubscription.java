package dev.letterbox.api.notification;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a link in a notification takes away.
 *
 * @param user who is not to be told any more
 * @param types what it is about: one, or all that a digest tells; in the order of {@link
 *     NotificationType}
 * @param channel name of the channel
 */
public record Unsubscription(String user, Set<NotificationType> types, String channel) {

  /**
   * @throws IllegalArgumentException when nothing would be taken away
   */
  public Unsubscription {
    if (types.isEmpty()) {
      throw new IllegalArgumentException("It takes away nothing");
    }
    types = Collections.unmodifiableSet(EnumSet.copyOf(types));
  }
}
