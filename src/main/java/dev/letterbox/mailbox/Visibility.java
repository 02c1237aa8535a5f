package dev.letterbox.mailbox;

import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Which messages the caller of the current request may see of those that belong to a session: only
 * its own session's, with {@code letterbox.messages.use-sessions}. Without, none belongs to any.
 */
@Dependent
class Visibility {

  @Inject private Settings settings;
  @Inject private CurrentSession session;

  /** Whether there are messages that not everybody who sees the mailbox may see. */
  boolean isLimited() {
    return settings.get(Setting.USE_SESSIONS);
  }

  /** The session of the caller; no session has the empty id. */
  String session() {
    return session.id().orElse("");
  }

  /** What limits {@code lb_message m}; nothing, when nothing does. */
  Fragment andVisible() {
    return isLimited()
        ? Fragment.of(" and (m.session_key is null or m.session_key = ?)", session())
        : new Fragment();
  }
}
