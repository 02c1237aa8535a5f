package dev.letterbox.rest.notification;

import dev.letterbox.api.notification.NotificationPreferences;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.Preference;
import dev.letterbox.rest.http.json.JsonBody;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Notification preferences of a user.
 *
 * @param preferences whether the user is notified, by type and channel
 * @param locked preferences that the user can't change, like {@code rejection:email}
 * @param digest how often e-mails are sent
 */
public record PreferencesView(
    Map<String, Map<String, Boolean>> preferences, List<String> locked, String digest) {

  static PreferencesView of(NotificationPreferences preferences) {
    Map<String, Map<String, Boolean>> byType = new LinkedHashMap<>();
    for (NotificationType type : NotificationType.values()) {
      byType.put(JsonBody.lowerCaseName(type), new LinkedHashMap<>());
    }
    for (Preference each : preferences.preferences()) {
      byType.get(JsonBody.lowerCaseName(each.type())).put(each.channel(), each.enabled());
    }
    return new PreferencesView(
        byType,
        preferences.preferences().stream()
            .filter(Preference::locked)
            .map(each -> JsonBody.lowerCaseName(each.type()) + ":" + each.channel())
            .toList(),
        JsonBody.lowerCaseName(preferences.digest()));
  }
}
