package dev.letterbox.mailbox;

import dev.letterbox.shared.CurrentSession;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Which messages the caller of the current request may see of those that belong to a session: only
 * its own session's, with {@code letterbox.messages.use-sessions}. Without, none belongs to any.
 */
@Dependent
class Visibility {

  @Inject private Settings settings;
  @Inject private Sql sql;
  @Inject private CurrentSession session;

  /** Whether there are messages that not everybody who sees the mailbox may see. */
  boolean isLimited() {
    return settings.get(Setting.USE_SESSIONS);
  }

  /**
   * Whether the counters of a mailbox tell what the caller may see. On Derby not where that is
   * limited: it would hold the mailbox while it looks at deliveries, and writers come the other
   * way.
   */
  boolean isCountedInMailbox() {
    return !isLimited() || !sql.isDerby();
  }

  /** The session of the caller; no session has the empty id. */
  String session() {
    return session.id().orElse("");
  }

  /**
   * A counter of {@code lb_mailbox b} without what other sessions of its owner were told: sessions
   * are few, and so is what they were told.
   *
   * @param counter which column
   * @param counted which deliveries it counts
   */
  Fragment without(String counter, String counted) {
    return isLimited()
        ? Fragment.of(counter)
            .add(" - (select count(*) from lb_session s, lb_message m, lb_delivery d")
            .add(" where s.account = b.owner and s.id <> ? and m.session_key = s.id", session())
            .add(" and d.message_id = m.id and d.recipient = b.owner and " + counted + ")")
        : Fragment.of(counter);
  }

  /** What limits {@code lb_message m}; nothing, when nothing does. */
  Fragment andVisible() {
    return isLimited()
        ? Fragment.of(" and (m.session_key is null or m.session_key = ?)", session())
        : new Fragment();
  }
}
