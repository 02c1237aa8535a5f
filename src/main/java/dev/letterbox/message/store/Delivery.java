package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.SqlRunner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One recipient's copy of a message: what decides in which folder it lies, and whether it is read.
 *
 * @param thread id of the conversation's root
 * @param singleMessage whether it is a root, and no reply in its conversation was delivered to this
 *     user
 */
public record Delivery(
    String recipient,
    long messageId,
    long thread,
    boolean singleMessage,
    Instant readAt,
    boolean archived,
    Instant deletedAt) {

  static final String COLUMNS =
      "recipient, message_id, thread_id, single_message, read_at, archived, deleted_at";

  static Delivery of(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("recipient"),
        row.getLong("message_id"),
        row.getLong("thread_id"),
        row.getBoolean("single_message"),
        SqlRunner.instant(row, "read_at"),
        row.getBoolean("archived"),
        SqlRunner.instant(row, "deleted_at"));
  }

  public boolean isInInbox() {
    return !archived && deletedAt == null;
  }

  /** Whether it counts as unread: it is in the inbox and nobody has read it. */
  public boolean isUnreadInInbox() {
    return isInInbox() && readAt == null;
  }

  public Delivery readAt(Instant time) {
    return new Delivery(recipient, messageId, thread, singleMessage, time, archived, deletedAt);
  }

  public Delivery archived(boolean now) {
    return new Delivery(recipient, messageId, thread, singleMessage, readAt, now, deletedAt);
  }

  public Delivery deletedAt(Instant time) {
    return new Delivery(recipient, messageId, thread, singleMessage, readAt, archived, time);
  }
}
