package dev.letterbox.notification;

import dev.letterbox.api.Digest;
import dev.letterbox.api.NotificationLabel;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
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
class Preferences {

  @Inject private Settings settings;
  @Inject private Choices choices;

  /** Whether those are told who have not chosen. */
  boolean isOn(NotificationLabel label, String channel) {
    return !settings.get(NotificationSetting.NOTIFICATIONS_OFF).contains(label, channel);
  }

  /** Whether nobody may choose. */
  boolean isLocked(NotificationLabel label, String channel) {
    return settings.get(NotificationSetting.NOTIFICATIONS_LOCKED).contains(label, channel);
  }

  /**
   * Those of at most 1,000 users who want it, in one statement, or none where nobody may choose.
   */
  Set<String> wanting(Collection<String> users, NotificationLabel label, String channel) {
    boolean on = isOn(label, channel);
    Set<String> different =
        users.isEmpty() || isLocked(label, channel)
            ? Set.of()
            : choices.having(users, label, channel, !on);
    return users.stream()
        .filter(user -> on != different.contains(user))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** How often each of at most 1,000 users wants e-mails, in one statement. */
  Map<String, Digest> digests(Collection<String> users) {
    Map<String, Digest> chosen = users.isEmpty() ? Map.of() : choices.digests(users);
    return users.stream()
        .distinct()
        .collect(Collectors.toMap(user -> user, user -> chosen.getOrDefault(user, Digest.NONE)));
  }
}
