package dev.letterbox.mailbox;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.security.CurrentSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Which messages the caller of the current request may see of those that belong to a session: only
 * its own session's, with {@code letterbox.messages.use-sessions}. Without, none belongs to any.
 */
@Dependent
class SessionVisibility {

  @Inject private Settings settings;
  @Inject private SqlRunner sql;
  @Inject private CurrentSession currentSession;

  /** Whether there are messages that not everybody who sees the mailbox may see. */
  boolean isLimited() {
    return settings.get(Setting.SESSION_NOTICES_ENABLED);
  }

  /**
   * Whether the counters of a mailbox tell what the caller may see. On Derby not where that is
   * limited: it would hold the mailbox while it looks at deliveries, and writers come the other
   * way.
   */
  boolean canUseMailboxCounters() {
    return !isLimited() || !sql.isDerby();
  }

  /** The session of the caller; no session has the empty id. */
  String sessionId() {
    return currentSession.id().orElse("");
  }

  /**
   * A counter of {@code lb_mailbox b} without what other sessions of its owner were told: sessions
   * are few, and so is what they were told.
   *
   * @param counterColumn which column
   * @param deliveryCondition which deliveries it counts
   */
  SqlFragment subtractHidden(String counterColumn, String deliveryCondition) {
    return isLimited()
        ? SqlFragment.of(counterColumn)
            .add(" - (select count(*) from lb_session s, lb_message m, lb_delivery d")
            .add(" where s.account = b.owner and s.id <> ? and m.session_key = s.id", sessionId())
            .add(
                " and d.message_id = m.id and d.recipient = b.owner and " + deliveryCondition + ")")
        : SqlFragment.of(counterColumn);
  }

  /** What limits {@code lb_message m}; nothing, when nothing does. */
  SqlFragment andVisibleCondition() {
    return isLimited()
        ? SqlFragment.of(" and (m.session_key is null or m.session_key = ?)", sessionId())
        : new SqlFragment();
  }
}
