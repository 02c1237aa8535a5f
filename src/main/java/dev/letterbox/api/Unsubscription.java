package dev.letterbox.api;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a link in a notification takes away.
 *
 * @param user who is not to be told any more
 * @param labels what it is about: one, or all that a digest tells; in the order of {@link
 *     NotificationLabel}
 * @param channel name of the channel
 */
public record Unsubscription(String user, Set<NotificationLabel> labels, String channel) {

  /**
   * @throws IllegalArgumentException when nothing would be taken away
   */
  public Unsubscription {
    if (labels.isEmpty()) {
      throw new IllegalArgumentException("It takes away nothing");
    }
    labels = Collections.unmodifiableSet(EnumSet.copyOf(labels));
  }
}
