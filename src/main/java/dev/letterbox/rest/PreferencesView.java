package dev.letterbox.rest;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.Preference;
import dev.letterbox.api.UserPreferences;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the caller is notified, as JSON.
 *
 * @param preferences whether the caller is told, by label and channel
 * @param locked what nobody may choose, as pairs like {@code rejection:email}
 * @param digest how often e-mails are sent
 */
public record PreferencesView(
    Map<String, Map<String, Boolean>> preferences, List<String> locked, String digest) {

  static PreferencesView of(UserPreferences preferences) {
    Map<String, Map<String, Boolean>> byLabel = new LinkedHashMap<>();
    for (NotificationLabel label : NotificationLabel.values()) {
      byLabel.put(JsonBody.word(label), new LinkedHashMap<>());
    }
    for (Preference each : preferences.preferences()) {
      byLabel.get(JsonBody.word(each.label())).put(each.channel(), each.wanted());
    }
    return new PreferencesView(
        byLabel,
        preferences.preferences().stream()
            .filter(Preference::locked)
            .map(each -> JsonBody.word(each.label()) + ":" + each.channel())
            .toList(),
        JsonBody.word(preferences.digest()));
  }
}
