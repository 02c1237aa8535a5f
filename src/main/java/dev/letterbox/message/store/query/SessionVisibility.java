package dev.letterbox.message.store.query;

import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import dev.letterbox.shared.security.CurrentSession;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.Collection;

/**
 * Limits messages that belong to a session to the caller's own session, if {@code
 * letterbox.messages.use-sessions} is on. Otherwise all messages are visible.
 */
@Dependent
class SessionVisibility {

  private static final String AND_VISIBLE =
      " and (m.session_key is null or m.session_key = :session)";

  private static final String SELECT_ACCEPTED =
      """
      select m.id from lb_message m
      where m.moderation_status = 'ACCEPTED' and m.id in (:ids)
      """;

  @Inject private Settings settings;
  @Inject private Database database;
  @Inject private CurrentSession currentSession;

  /** Whether some messages of a mailbox are visible in one session only. */
  boolean isLimited() {
    return settings.get(Setting.SESSION_NOTICES_ENABLED);
  }

  /**
   * Whether the counters of a mailbox can be used. Not with sessions where readers lock rows: the
   * query would lock the mailbox before deliveries, against the lock order of writers.
   */
  boolean canUseMailboxCounters() {
    return !isLimited() || !database.dialect().readersWaitForWriters();
  }

  /** Session id of the caller; empty without a session, which matches none. */
  private String sessionId() {
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
        ? SqlFragment.of(
                """
                %s - (select count(*)
                  from lb_session s, lb_message m, lb_delivery d
                  where s.account = b.owner and s.id <> :session and m.session_key = s.id
                    and d.message_id = m.id and d.recipient = b.owner and %s)
                """
                    .formatted(counterColumn, deliveryCondition))
            .bind("session", sessionId())
        : SqlFragment.of(counterColumn);
  }

  /** Condition on {@code lb_message m} with a leading {@code and}; empty without sessions. */
  SqlFragment andVisibleCondition() {
    return isLimited()
        ? SqlFragment.of(AND_VISIBLE).bind("session", sessionId())
        : new SqlFragment();
  }

  /** Selects the accepted messages that are visible. */
  SqlStatement selectAccepted(Collection<Long> ids) {
    SqlStatement query =
        isLimited()
            ? database.sql(SELECT_ACCEPTED + AND_VISIBLE).bind("session", sessionId())
            : database.sql(SELECT_ACCEPTED);
    return query.bindList("ids", ids);
  }
}
