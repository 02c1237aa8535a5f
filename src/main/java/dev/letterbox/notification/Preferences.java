package dev.letterbox.notification;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.Set;

/** Who wants to be told of what on which channel. */
@ApplicationScoped
class Preferences {

  @Inject private Settings settings;

  /** Those of at most 1,000 users who want it. */
  Set<String> wanting(Collection<String> users, NotificationLabel label, String channel) {
    boolean off = settings.get(Setting.NOTIFICATIONS_OFF).contains(label, channel);
    return off ? Set.of() : Set.copyOf(users);
  }
}
