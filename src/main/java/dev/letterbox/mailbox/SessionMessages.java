package dev.letterbox.mailbox;

import dev.letterbox.api.event.SessionsEnded;
import dev.letterbox.message.Counters;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
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
 * Takes the messages of sessions away when those end, for good and in the same transaction. Only
 * where {@code letterbox.messages.use-sessions} is on: elsewhere they are messages like any other.
 *
 * <p>Each delivery is locked before it is looked at, in the order that {@code message.Deliveries}
 * states; so a counter fits its deliveries, whatever others do with them at the same time. On Derby
 * readers lock, too, a delivery, its message, its tags, the next delivery: so there they have to be
 * done before anything is taken away.
 */
@ApplicationScoped
public class SessionMessages {

  private static final int BATCH = 100;

  private static final String OF_SESSION = "select id from lb_message where session_key = ?";

  /** Changes nothing, but nobody else changes it until the end of the transaction. */
  private static final String LOCK_DELIVERY =
      "update lb_delivery set archived = archived where message_id = ?";

  private static final String LOCK_MESSAGE = "update lb_message set version = version where id = ?";
  private static final String LOCK_ALL_DELIVERIES = "lock table lb_delivery in exclusive mode";

  private static final String STATES =
      "select recipient, case when archived = false and deleted_at is null then 1 else 0"
          + " end as in_inbox, case when read_at is null then 1 else 0 end as is_unread"
          + " from lb_delivery where message_id in (";

  private static final List<String> DELETIONS =
      List.of(
          "delete from lb_delivery where message_id = ?",
          "delete from lb_message_tag where message_id = ?",
          "delete from lb_message where id = ?");

  private static final String LEFT_BEHIND =
      """
      select distinct m.session_key from lb_message m
      where m.session_key is not null
        and not exists (select 1 from lb_session s where s.id = m.session_key)
      fetch first ? rows only
      """;

  @Inject private Sql sql;
  @Inject private Counters counters;
  @Inject private Settings settings;

  /** What a mailbox loses. */
  private record Loss(String owner, int unread, int total) {

    static Loss of(ResultSet row) throws SQLException {
      int inInbox = row.getInt("in_inbox");
      return new Loss(row.getString("recipient"), inInbox * row.getInt("is_unread"), inInbox);
    }

    /** Each notice is a conversation by itself. */
    Counters.Change change() {
      return new Counters.Change(-unread, -total, -total);
    }

    Loss and(Loss other) {
      return new Loss(owner, unread + other.unread, total + other.total);
    }
  }

  void ended(@Observes SessionsEnded event) {
    if (isOn()) {
      remove(event.sessions());
    }
  }

  /**
   * Takes some of the messages away whose session is not there: they were told while it ended. To
   * be called in a transaction for each time; other nodes may do the same at the same time.
   *
   * @return whether there may be more of them
   */
  public boolean removeSomeLeftBehind() {
    List<String> sessions =
        isOn() ? sql.query(LEFT_BEHIND, row -> row.getString("session_key"), BATCH) : List.of();
    remove(sessions);
    return sessions.size() == BATCH;
  }

  private boolean isOn() {
    return settings.get(Setting.USE_SESSIONS);
  }

  private void remove(Collection<String> sessions) {
    Set<Long> messages = new TreeSet<>();
    for (String session : sessions) {
      messages.addAll(sql.query(OF_SESSION, row -> row.getLong("id"), session));
    }
    if (!messages.isEmpty()) {
      List<Object[]> rows = messages.stream().map(id -> new Object[] {id}).toList();
      lock(rows);
      Collection<Loss> losses = losses(List.copyOf(messages));
      DELETIONS.forEach(deletion -> sql.batch(deletion, rows));
      losses.forEach(loss -> counters.changed(loss.owner(), loss.change()));
    }
  }

  private void lock(List<Object[]> messages) {
    if (sql.isDerby()) {
      sql.update(LOCK_ALL_DELIVERIES);
      sql.batch(LOCK_MESSAGE, messages);
    } else {
      sql.batch(LOCK_DELIVERY, messages);
    }
  }

  /**
   * In the order of the owners. Only deliveries are read: on Derby a message of the same session
   * that somebody is writing would be waited for.
   */
  private Collection<Loss> losses(List<Long> messages) {
    Map<String, Loss> losses = new TreeMap<>();
    for (int from = 0; from < messages.size(); from += BATCH) {
      List<Long> some = messages.subList(from, Math.min(from + BATCH, messages.size()));
      sql.query(STATES + Sql.marks(some.size()) + ")", Loss::of, some.toArray())
          .forEach(loss -> losses.merge(loss.owner(), loss, Loss::and));
    }
    return losses.values();
  }
}
