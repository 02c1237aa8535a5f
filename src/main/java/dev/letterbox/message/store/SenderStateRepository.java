package dev.letterbox.message.store;

import static dev.letterbox.shared.jdbc.Database.instant;

import dev.letterbox.shared.jdbc.Database;
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
public class SenderStateRepository {

  private static final String SELECT_IDS =
      "select id from lb_message where sender = :sender and id in (:ids)";
  private static final String SELECT_IDS_OF_THREADS =
      """
      select id from lb_message {index lb_message_written}
      where sender = :sender and thread_id in (:ids)
      """;
  private static final String LOCK = "update lb_message set version = version where id = :id";
  private static final String SELECT =
      """
      select id, thread_id, sent_at, sender_archived, sender_deleted_at
      from lb_message
      where id in (:ids)
      order by id {for update}
      """;
  private static final String UPDATE =
      """
      update lb_message
      set sender_archived = :archived, sender_deleted_at = :deletedAt, version = version + 1
      where id = :id
      """;

  @Inject private Database database;

  /** The sender's side of one message. */
  public record SenderState(
      long messageId, long thread, Instant sentAt, boolean archived, Instant deletedAt) {

    private static SenderState of(ResultSet row) throws SQLException {
      return new SenderState(
          row.getLong("id"),
          row.getLong("thread_id"),
          instant(row, "sent_at"),
          row.getBoolean("sender_archived"),
          instant(row, "sender_deleted_at"));
    }

    /** A message deleted when it was written stays readable until its sender deletes it. */
    public boolean isVisible() {
      return deletedAt == null || deletedAt.equals(sentAt);
    }

    public SenderState archived(boolean now) {
      return new SenderState(messageId, thread, sentAt, now, deletedAt);
    }

    public SenderState deletedAt(Instant time) {
      return new SenderState(messageId, thread, sentAt, archived, time);
    }
  }

  /**
   * Locks the sent messages of a user by id and by conversation, in the order of their ids.
   *
   * @return those that exist, by id
   */
  public List<SenderState> lock(
      String sender, Collection<Long> messages, Collection<Long> threads) {
    SortedSet<Long> ids = new TreeSet<>(selectIds(SELECT_IDS, sender, messages));
    ids.addAll(selectIds(SELECT_IDS_OF_THREADS, sender, threads));
    database.sql(LOCK).lockRows(ids, (id, row) -> row.bind("id", id));
    return database.sql(SELECT).bindList("ids", ids).list(SenderState::of);
  }

  private List<Long> selectIds(String query, String sender, Collection<Long> ids) {
    return database
        .sql(query)
        .bind("sender", sender)
        .bindList("ids", ids)
        .list(row -> row.getLong("id"));
  }

  /** Changes locked rows; unchanged ones are not written. */
  public void update(Collection<SenderState> locked, UnaryOperator<SenderState> operation) {
    List<SenderState> changed =
        locked.stream()
            .filter(state -> !state.equals(operation.apply(state)))
            .map(operation)
            .toList();
    database
        .sql(UPDATE)
        .batch(
            changed,
            (state, row) ->
                row.bind("archived", state.archived())
                    .bind("deletedAt", state.deletedAt())
                    .bind("id", state.messageId()));
  }
}
