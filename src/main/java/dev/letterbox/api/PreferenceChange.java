package dev.letterbox.api;

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
public record PreferenceChange(String user, List<Choice> choices, Digest digest) {

  /**
   * Whether to be told of something on a channel.
   *
   * @param label what it is about
   * @param channel name of a channel that is open
   * @param wanted whether to be told
   */
  public record Choice(NotificationLabel label, String channel, boolean wanted) {}

  public PreferenceChange {
    choices = List.copyOf(choices);
  }

  /** A change for this user that changes nothing as yet. */
  public static PreferenceChange of(String user) {
    return new PreferenceChange(user, List.of(), null);
  }

  /** To be told. */
  public PreferenceChange want(NotificationLabel label, String channel) {
    return choose(new Choice(label, channel, true));
  }

  /** Not to be told. */
  public PreferenceChange refuse(NotificationLabel label, String channel) {
    return choose(new Choice(label, channel, false));
  }

  private PreferenceChange choose(Choice choice) {
    List<Choice> more = new ArrayList<>(choices);
    more.add(choice);
    return new PreferenceChange(user, more, digest);
  }

  /** How often e-mails are to be sent. */
  public PreferenceChange digest(Digest chosen) {
    return new PreferenceChange(user, choices, chosen);
  }
}
