package dev.letterbox.api;

import java.util.List;

/**
 * How a user is notified.
 *
 * @param preferences one for each label and each channel that is open, in the order of the labels
 *     and the channels
 * @param digest how often e-mails are sent
 */
public record UserPreferences(List<Preference> preferences, Digest digest) {

  public UserPreferences {
    preferences = List.copyOf(preferences);
  }
}
