package dev.letterbox.api.notification;

import java.util.List;

/**
 * How a user is notified.
 *
 * @param preferences one for each label and each channel that is open, in the order of the labels
 *     and the channels
 * @param digest how often e-mails are sent
 */
public record NotificationPreferences(List<Preference> preferences, DigestFrequency digest) {

  public NotificationPreferences {
    preferences = List.copyOf(preferences);
  }
}
