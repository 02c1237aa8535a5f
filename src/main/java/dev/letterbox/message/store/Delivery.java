package dev.letterbox.message.store;

import dev.letterbox.message.store.DeliveryRepository.DeliveryKey;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.shared.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * One recipient's copy of a message: what decides in which folder it is shown, and whether it is
 * read.
 *
 * @param thread id of the conversation's root; a root's own id
 * @param singleMessage whether it is a root, and no reply in its conversation was delivered to this
 *     recipient
 * @param level level of the message
 */
public record Delivery(
    String recipient,
    long messageId,
    long thread,
    boolean singleMessage,
    int level,
    Instant readAt,
    boolean archived,
    Instant deletedAt) {

  /** Select list of {@code lb_delivery}. */
  public static final String COLUMNS =
      """
      recipient, message_id, thread_id, single_message, level, read_at, archived, deleted_at""";

  public static Delivery of(ResultSet row) throws SQLException {
    return new Delivery(
        row.getString("recipient"),
        row.getLong("message_id"),
        row.getLong("thread_id"),
        row.getBoolean("single_message"),
        row.getInt("level"),
        Database.instant(row, "read_at"),
        row.getBoolean("archived"),
        Database.instant(row, "deleted_at"));
  }

  /** A new delivery in the inbox of its recipient. */
  static Delivery unread(String recipient, long messageId, long thread, int level) {
    return new Delivery(
        recipient, messageId, thread, thread == messageId, level, null, false, null);
  }

  public DeliveryKey key() {
    return new DeliveryKey(recipient, messageId);
  }

  public boolean isInInbox() {
    return !archived && deletedAt == null;
  }

  public boolean isUnreadInInbox() {
    return isInInbox() && readAt == null;
  }

  /** What the counters of its mailbox lose with it; of conversations only single messages. */
  public CounterDelta loss() {
    int inInbox = isInInbox() ? 1 : 0;
    return new CounterDelta(isUnreadInInbox() ? -1 : 0, -inInbox, singleMessage ? -inInbox : 0);
  }

  public Delivery readAt(Instant time) {
    return new Delivery(
        recipient, messageId, thread, singleMessage, level, time, archived, deletedAt);
  }

  public Delivery archived(boolean now) {
    return new Delivery(recipient, messageId, thread, singleMessage, level, readAt, now, deletedAt);
  }

  public Delivery deletedAt(Instant time) {
    return new Delivery(recipient, messageId, thread, singleMessage, level, readAt, archived, time);
  }
}
