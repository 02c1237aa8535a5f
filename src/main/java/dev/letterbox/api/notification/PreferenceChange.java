package dev.letterbox.api.notification;

import java.util.ArrayList;
import java.util.List;

/**
 * What a user chooses about notifications, built fluently; the rest stays as it is:
 *
 * <pre>{@code
 * preferences.change(
 *     PreferenceChange.of("alice").want(NotificationLabel.NOTICE, "email").digest(Digest.DAY));
 * }</pre>
 *
 * @param user whose preferences; at most 255 characters on one line
 * @param choices what is chosen; where two contradict, the last one holds
 * @param digest how often e-mails are to be sent; null to keep it
 */
public record PreferenceChange(
    String user, List<PreferenceChoice> choices, DigestFrequency digest) {

  /**
   * Whether to be told of something on a channel.
   *
   * @param type what it is about
   * @param channel name of a channel that is open
   * @param enabled whether to be told
   */
  public record PreferenceChoice(NotificationType type, String channel, boolean enabled) {}

  public PreferenceChange {
    choices = List.copyOf(choices);
  }

  /** A change for this user that changes nothing as yet. */
  public static PreferenceChange of(String user) {
    return new PreferenceChange(user, List.of(), null);
  }

  /** To be told. */
  public PreferenceChange enable(NotificationType label, String channel) {
    return withChoice(new PreferenceChoice(label, channel, true));
  }

  /** Not to be told. */
  public PreferenceChange disable(NotificationType label, String channel) {
    return withChoice(new PreferenceChoice(label, channel, false));
  }

  private PreferenceChange withChoice(PreferenceChoice choice) {
    List<PreferenceChoice> more = new ArrayList<>(choices);
    more.add(choice);
    return new PreferenceChange(user, more, digest);
  }

  /** How often e-mails are to be sent. */
  public PreferenceChange digest(DigestFrequency chosen) {
    return new PreferenceChange(user, choices, chosen);
  }
}
