package dev.letterbox.mailbox;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.security.CurrentSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Limits messages that belong to a session to the caller's own session, if {@code
 * letterbox.messages.use-sessions} is on. Otherwise all messages are visible.
 */
@Dependent
class SessionVisibility {

  @Inject private Settings settings;
  @Inject private SqlRunner sql;
  @Inject private CurrentSession currentSession;

  /** Whether some messages of a mailbox are visible in one session only. */
  boolean isLimited() {
    return settings.get(Setting.SESSION_NOTICES_ENABLED);
  }

  /**
   * Whether the counters of a mailbox can be used. Not on Derby with sessions: the reader would
   * lock the mailbox before deliveries, against the lock order of writers.
   */
  boolean canUseMailboxCounters() {
    return !isLimited() || !sql.isDerby();
  }

  /** Session id of the caller; empty without a session, which matches none. */
  String sessionId() {
    return currentSession.id().orElse("");
  }

  /**
   * A counter of {@code lb_mailbox b} minus the messages of other sessions of the owner, which are
   * few.
   *
   * @param counterColumn the counter
   * @param deliveryCondition the deliveries that it counts
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

  /** Condition on {@code lb_message m} with a leading {@code and}; empty without sessions. */
  SqlFragment andVisibleCondition() {
    return isLimited()
        ? SqlFragment.of(" and (m.session_key is null or m.session_key = ?)", sessionId())
        : new SqlFragment();
  }
}
