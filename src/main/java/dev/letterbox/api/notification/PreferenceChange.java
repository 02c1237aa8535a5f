package dev.letterbox.api.notification;

import java.util.ArrayList;
import java.util.List;

/**
 * A change of a user's notification preferences, built fluently; all others keep their value:
 *
 * <pre>{@code
 * preferences.change(
 *     PreferenceChange.of("alice")
 *         .enable(NotificationType.NOTICE, "email")
 *         .digest(DigestFrequency.DAY));
 * }</pre>
 *
 * @param user name of the user, at most 255 characters
 * @param choices the changed choices; the last one of the same type and channel counts
 * @param digest how often the user is notified where digests are supported; null to keep it
 */
public record PreferenceChange(
    String user, List<PreferenceChoice> choices, DigestFrequency digest) {

  /**
   * Whether to notify about one type on one channel.
   *
   * @param type the type of the notifications
   * @param channel name of an enabled channel
   * @param enabled whether the user gets them
   */
  public record PreferenceChoice(NotificationType type, String channel, boolean enabled) {}

  /**
   * @throws NullPointerException if {@code choices} is or contains null
   */
  public PreferenceChange {
    choices = List.copyOf(choices);
  }

  /** A change that changes nothing. */
  public static PreferenceChange of(String user) {
    return new PreferenceChange(user, List.of(), null);
  }

  public PreferenceChange enable(NotificationType type, String channel) {
    return withChoice(new PreferenceChoice(type, channel, true));
  }

  public PreferenceChange disable(NotificationType type, String channel) {
    return withChoice(new PreferenceChoice(type, channel, false));
  }

  private PreferenceChange withChoice(PreferenceChoice choice) {
    List<PreferenceChoice> more = new ArrayList<>(choices);
    more.add(choice);
    return new PreferenceChange(user, more, digest);
  }

  public PreferenceChange digest(DigestFrequency frequency) {
    return new PreferenceChange(user, choices, frequency);
  }
}
