package dev.letterbox.api.notification;

import java.util.List;

/**
 * How a user is notified.
 *
 * @param preferences one for each type and each enabled channel, ordered by type and channel
 * @param digest how often the user is notified where digests are supported
 */
public record NotificationPreferences(List<Preference> preferences, DigestFrequency digest) {

  public NotificationPreferences {
    preferences = List.copyOf(preferences);
  }
}
