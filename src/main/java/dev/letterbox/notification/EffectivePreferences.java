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
 * Who wants to be told of what on which channel: what was chosen, where users may choose, and else
 * what the settings say.
 */
@ApplicationScoped
class EffectivePreferences {

  @Inject private Settings settings;
  @Inject private PreferenceRepository preferenceRepository;

  /** Whether those are told who have not chosen. */
  boolean isEnabledByDefault(NotificationType label, String channel) {
    return !settings.get(NotificationSetting.NOTIFICATIONS_OFF).contains(label, channel);
  }

  /** Whether nobody may choose. */
  boolean isLocked(NotificationType label, String channel) {
    return settings.get(NotificationSetting.NOTIFICATIONS_LOCKED).contains(label, channel);
  }

  /**
   * Those of at most 1,000 users who want it, in one statement, or none where nobody may choose.
   */
  Set<String> subscribersAmong(Collection<String> users, NotificationType label, String channel) {
    boolean enabledByDefault = isEnabledByDefault(label, channel);
    Set<String> deviating =
        users.isEmpty() || isLocked(label, channel)
            ? Set.of()
            : preferenceRepository.usersWith(users, label, channel, !enabledByDefault);
    return users.stream()
        .filter(user -> enabledByDefault != deviating.contains(user))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** How often each of at most 1,000 users wants e-mails, in one statement. */
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
