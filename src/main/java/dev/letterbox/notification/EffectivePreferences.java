package dev.letterbox.notification;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which users want which notifications on which channel: the user's choice where the type is not
 * locked, otherwise the settings.
 */
@ApplicationScoped
class EffectivePreferences {

  @Inject private Settings settings;
  @Inject private PreferenceRepository preferenceRepository;

  /** Whether users without a choice are notified. */
  boolean isEnabledByDefault(NotificationType type, String channel) {
    return !settings.get(NotificationSetting.NOTIFICATIONS_OFF).contains(type, channel);
  }

  /** Whether the settings alone decide. */
  boolean isLocked(NotificationType type, String channel) {
    return settings.get(NotificationSetting.NOTIFICATIONS_LOCKED).contains(type, channel);
  }

  /** Those of at most 1,000 users who want it (1 statement; none when the type is locked). */
  Set<String> subscribersAmong(Collection<String> users, NotificationType type, String channel) {
    boolean enabledByDefault = isEnabledByDefault(type, channel);
    Set<String> deviating =
        users.isEmpty() || isLocked(type, channel)
            ? Set.of()
            : preferenceRepository.usersWith(users, type, channel, !enabledByDefault);
    return users.stream()
        .filter(user -> enabledByDefault != deviating.contains(user))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** The digest frequency of each of at most 1,000 users (1 statement). */
  Map<String, DigestFrequency> digestFrequencies(Collection<String> users) {
    Map<String, DigestFrequency> chosen =
        users.isEmpty() ? Map.of() : preferenceRepository.digestFrequencies(users);
    return users.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                user -> user, user -> chosen.getOrDefault(user, DigestFrequency.IMMEDIATE)));
  }
}
