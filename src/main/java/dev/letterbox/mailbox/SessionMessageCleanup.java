package dev.letterbox.mailbox;

import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Deletes the messages of ended sessions in the transaction that ends them, if {@code
 * letterbox.messages.use-sessions} is on. Otherwise they are ordinary messages.
 *
 * <p>Each delivery is locked before it is read, in the order that {@code
 * message.store.DeliveryRepository} states, so counters match deliveries under concurrent changes.
 * On Derby readers lock a delivery, its message, its tags, then the next delivery, so the whole
 * table is locked before rows are deleted.
 */
@ApplicationScoped
public class SessionMessageCleanup {

  private static final int BATCH_SIZE = 100;

  private static final String SELECT_BY_SESSION = "select id from lb_message where session_key = ?";

  /** Locks the row until the end of the transaction without changing it. */
  private static final String LOCK_DELIVERY =
      "update lb_delivery set archived = archived where message_id = ?";

  private static final String LOCK_MESSAGE = "update lb_message set version = version where id = ?";
  private static final String LOCK_ALL_DELIVERIES = "lock table lb_delivery in exclusive mode";

  private static final String SELECT_STATES =
      "select recipient, case when archived = false and deleted_at is null then 1 else 0"
          + " end as in_inbox, case when read_at is null then 1 else 0 end as is_unread"
          + " from lb_delivery where message_id in (";

  private static final List<String> DELETIONS =
      List.of(
          "delete from lb_delivery where message_id = ?",
          "delete from lb_message_tag where message_id = ?",
          "delete from lb_message where id = ?");

  private static final String SELECT_ORPHANED_SESSIONS =
      """
      select distinct m.session_key from lb_message m
      where m.session_key is not null
        and not exists (select 1 from lb_session s where s.id = m.session_key)
      fetch first ? rows only
      """;

  @Inject private SqlRunner sql;
  @Inject private MailboxRepository counters;
  @Inject private Settings settings;

  /** Unread and total messages that a mailbox loses. */
  private record CounterLoss(String owner, int unread, int total) {

    static CounterLoss of(ResultSet row) throws SQLException {
      int inInbox = row.getInt("in_inbox");
      return new CounterLoss(
          row.getString("recipient"), inInbox * row.getInt("is_unread"), inInbox);
    }

    /** Each notice is a conversation of one message. */
    MailboxRepository.CounterDelta toDelta() {
      return new MailboxRepository.CounterDelta(-unread, -total, -total);
    }

    CounterLoss plus(CounterLoss other) {
      return new CounterLoss(owner, unread + other.unread, total + other.total);
    }
  }

  void onSessionsEnded(@Observes SessionsEnded event) {
    if (isEnabled()) {
      remove(event.sessions());
    }
  }

  /**
   * Deletes a batch of messages whose session no longer exists: they were sent while it ended. Call
   * it in a transaction of its own; several nodes may run it at the same time.
   *
   * @return whether there may be more
   */
  public boolean removeOrphanedBatch() {
    List<String> sessions =
        isEnabled()
            ? sql.query(SELECT_ORPHANED_SESSIONS, row -> row.getString("session_key"), BATCH_SIZE)
            : List.of();
    remove(sessions);
    return sessions.size() == BATCH_SIZE;
  }

  private boolean isEnabled() {
    return settings.get(Setting.SESSION_NOTICES_ENABLED);
  }

  private void remove(Collection<String> sessions) {
    Set<Long> messageIds = new TreeSet<>();
    for (String session : sessions) {
      messageIds.addAll(sql.query(SELECT_BY_SESSION, row -> row.getLong("id"), session));
    }
    if (!messageIds.isEmpty()) {
      List<Object[]> rows = messageIds.stream().map(id -> new Object[] {id}).toList();
      lock(rows);
      Collection<CounterLoss> losses = losses(List.copyOf(messageIds));
      DELETIONS.forEach(deletion -> sql.batch(deletion, rows));
      losses.forEach(loss -> counters.apply(loss.owner(), loss.toDelta()));
    }
  }

  private void lock(List<Object[]> messageRows) {
    if (sql.isDerby()) {
      sql.update(LOCK_ALL_DELIVERIES);
      sql.batch(LOCK_MESSAGE, messageRows);
    } else {
      sql.batch(LOCK_DELIVERY, messageRows);
    }
  }

  /**
   * Sorted by owner. Only deliveries are read: on Derby, reading messages would wait for a message
   * of the same session that another transaction writes.
   */
  private Collection<CounterLoss> losses(List<Long> messageIds) {
    Map<String, CounterLoss> losses = new TreeMap<>();
    for (int from = 0; from < messageIds.size(); from += BATCH_SIZE) {
      List<Long> batch = messageIds.subList(from, Math.min(from + BATCH_SIZE, messageIds.size()));
      sql.query(
              SELECT_STATES + SqlRunner.placeholders(batch.size()) + ")",
              CounterLoss::of,
              batch.toArray())
          .forEach(loss -> losses.merge(loss.owner(), loss, CounterLoss::plus));
    }
    return losses.values();
  }
}
