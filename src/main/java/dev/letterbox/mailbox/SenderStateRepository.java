package dev.letterbox.mailbox;

import dev.letterbox.shared.jdbc.SqlRunner;
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

/** Reads and writes the sender's side of messages: archived and deleted. */
@ApplicationScoped
class SenderStateRepository {

  private static final String SELECT_IDS =
      "select id from lb_message where sender = ? and id in (?...)";
  private static final String SELECT_IDS_OF_THREADS =
      "select id from lb_message --DERBY-PROPERTIES index=LB_MESSAGE_WRITTEN\n"
          + " where sender = ? and thread_id in (?...)";
  private static final String LOCK = "update lb_message set version = version where id = ?";
  private static final String SELECT =
      "select id, thread_id, sent_at, sender_archived, sender_deleted_at"
          + " from lb_message where id in (?...)";
  private static final String UPDATE =
      "update lb_message set sender_archived = ?, sender_deleted_at = ?, version = version + 1"
          + " where id = ?";

  @Inject private SqlRunner sql;

  /** The sender's side of one message. */
  record SenderState(
      long messageId, long thread, Instant sentAt, boolean archived, Instant deletedAt) {

    private static SenderState of(ResultSet row) throws SQLException {
      return new SenderState(
          row.getLong("id"),
          row.getLong("thread_id"),
          SqlRunner.instant(row, "sent_at"),
          row.getBoolean("sender_archived"),
          SqlRunner.instant(row, "sender_deleted_at"));
    }

    /** A message deleted when it was written stays readable until its sender deletes it. */
    boolean isVisible() {
      return deletedAt == null || deletedAt.equals(sentAt);
    }

    SenderState archived(boolean now) {
      return new SenderState(messageId, thread, sentAt, now, deletedAt);
    }

    SenderState deletedAt(Instant time) {
      return new SenderState(messageId, thread, sentAt, archived, time);
    }
  }

  /** Locks the sent messages of a user by id and by conversation, in the order of their ids. */
  List<SenderState> lock(String sender, Collection<Long> messages, Collection<Long> threads) {
    SortedSet<Long> ids = new TreeSet<>(selectIds(SELECT_IDS, sender, messages));
    ids.addAll(selectIds(SELECT_IDS_OF_THREADS, sender, threads));
    if (ids.isEmpty()) {
      return List.of();
    }
    if (sql.isDerby()) {
      sql.batch(LOCK, ids.stream().map(id -> new Object[] {id}).toList());
    }
    String order = " order by id" + (sql.isDerby() ? "" : " for update");
    return sql.queryIn(SELECT + order, SenderState::of, List.of(), ids);
  }

  private List<Long> selectIds(String query, String sender, Collection<Long> values) {
    return sql.queryIn(query, row -> row.getLong("id"), List.of(sender), values);
  }

  /** Changes locked rows; unchanged ones are not written. */
  void update(Collection<SenderState> locked, UnaryOperator<SenderState> operation) {
    sql.batch(
        UPDATE,
        locked.stream()
            .filter(state -> !state.equals(operation.apply(state)))
            .map(operation)
            .map(state -> new Object[] {state.archived(), state.deletedAt(), state.messageId()})
            .toList());
  }
}
