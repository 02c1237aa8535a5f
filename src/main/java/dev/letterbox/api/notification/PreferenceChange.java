package dev.letterbox.api.notification;

import dev.letterbox.api.internal.Copyable;
import java.util.List;
import java.util.stream.Stream;

/**
 * A change of a user's notification preferences, built fluently; all others keep their value:
 *
 * <pre>{@code
 * preferences.change(
 *     PreferenceChange.of("alice")
 *         .enable(NotificationType.NOTICE, "email")
 *         .digest(DigestFrequency.DAY));
 * }</pre>
 */
public final class PreferenceChange {

  /**
   * Whether to notify about one type on one channel.
   *
   * @param type the type of the notifications
   * @param channel name of an enabled channel
   * @param enabled whether the user gets them
   */
  public record PreferenceChoice(NotificationType type, String channel, boolean enabled) {}

  private final Values values;

  private PreferenceChange(Values values) {
    this.values = values;
  }

  /** A change that changes nothing. */
  public static PreferenceChange of(String user) {
    return new PreferenceChange(new Values().with(copy -> copy.user = user));
  }

  /** Name of the user, at most 255 characters. */
  public String user() {
    return values.user;
  }

  /** The changed choices; the last one of the same type and channel counts. */
  public List<PreferenceChoice> choices() {
    return values.choices;
  }

  public PreferenceChange choices(List<PreferenceChoice> choices) {
    return new PreferenceChange(values.with(copy -> copy.choices = List.copyOf(choices)));
  }

  public PreferenceChange enable(NotificationType type, String channel) {
    return withChoice(new PreferenceChoice(type, channel, true));
  }

  public PreferenceChange disable(NotificationType type, String channel) {
    return withChoice(new PreferenceChoice(type, channel, false));
  }

  private PreferenceChange withChoice(PreferenceChoice choice) {
    return choices(Stream.concat(choices().stream(), Stream.of(choice)).toList());
  }

  /** How often the user is notified where digests are supported; null to keep it. */
  public DigestFrequency digest() {
    return values.digest;
  }

  public PreferenceChange digest(DigestFrequency digest) {
    return new PreferenceChange(values.with(copy -> copy.digest = digest));
  }

  private static final class Values extends Copyable<Values> {
    private String user;
    private List<PreferenceChoice> choices = List.of();
    private DigestFrequency digest;
  }
}
