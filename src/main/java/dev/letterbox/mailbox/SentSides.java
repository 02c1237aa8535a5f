package dev.letterbox.mailbox;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** The sender's side of messages: what he has archived and deleted. */
@ApplicationScoped
class SentSides {

  private static final String OF_MESSAGES =
      "select id from lb_message where sender = ? and id in (?...)";
  private static final String OF_THREADS =
      "select id from lb_message --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN\n"
          + " where sender = ? and thread_id in (?...)";
  private static final String LOCK = "update lb_message set version = version where id = ?";
  private static final String READ =
      "select id, thread_id, sent_at, sender_archived, sender_deleted_at"
          + " from lb_message where id in (?...)";
  private static final String CHANGE =
      "update lb_message set sender_archived = ?, sender_deleted_at = ?, version = version + 1"
          + " where id = ?";

  @Inject private Sql sql;

  /** The sender's side of one message. */
  record Side(long messageId, long thread, Instant sentAt, boolean archived, Instant deletedAt) {

    private static Side of(ResultSet row) throws SQLException {
      return new Side(
          row.getLong("id"),
          row.getLong("thread_id"),
          Sql.instant(row, "sent_at"),
          row.getBoolean("sender_archived"),
          Sql.instant(row, "sender_deleted_at"));
    }

    /** What was deleted as it was written stays open to its sender until he deletes it himself. */
    boolean isOpen() {
      return deletedAt == null || deletedAt.equals(sentAt);
    }

    Side archived(boolean now) {
      return new Side(messageId, thread, sentAt, now, deletedAt);
    }

    Side deletedAt(Instant time) {
      return new Side(messageId, thread, sentAt, archived, time);
    }
  }

  /** Locks what this user has sent of these messages and conversations; in the order of the ids. */
  List<Side> lock(String sender, Collection<Long> messages, Collection<Long> threads) {
    SortedSet<Long> ids = new TreeSet<>(ids(OF_MESSAGES, sender, messages));
    ids.addAll(ids(OF_THREADS, sender, threads));
    if (ids.isEmpty()) {
      return List.of();
    }
    if (sql.isDerby()) {
      sql.batch(LOCK, ids.stream().map(id -> new Object[] {id}).toList());
    }
    String order = " order by id" + (sql.isDerby() ? "" : " for update");
    return sql.queryIn(READ + order, Side::of, List.of(), ids);
  }

  private List<Long> ids(String query, String sender, Collection<Long> of) {
    return sql.queryIn(query, row -> row.getLong("id"), List.of(sender), of);
  }

  /** Changes sides that are locked. */
  void change(Collection<Side> locked, UnaryOperator<Side> change) {
    sql.batch(
        CHANGE,
        locked.stream()
            .filter(side -> !side.equals(change.apply(side)))
            .map(change)
            .map(side -> new Object[] {side.archived(), side.deletedAt(), side.messageId()})
            .toList());
  }
}
