package dev.letterbox.message.store;

import dev.letterbox.api.MessageKind;
import dev.letterbox.shared.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A stored message without its body, as replies, withdrawals and moderation decisions need it.
 *
 * @param thread id of the conversation's root; a root's own id
 * @param parent id of the message that it replies to; null when it is no reply
 * @param sender null for a notice and a visitor's message
 * @param recipient the only user whom it is written to; null for a visitor, broadcast or notice
 * @param senderDeletedAt when the sender deleted it; null if not
 * @param recipientNotified whether the recipient was notified of it before
 */
public record MessageHeader(
    long id,
    long thread,
    Long parent,
    MessageKind kind,
    String sender,
    String recipient,
    String visitorEmail,
    String subject,
    int level,
    Instant sentAt,
    Instant senderDeletedAt,
    Instant withdrawnAt,
    boolean notifyRecipients,
    boolean recipientNotified) {

  /** Columns of {@code lb_message m}. */
  static final String COLUMNS =
      """
      m.id, m.thread_id, m.parent_id, m.kind, m.sender, m.recipient, m.visitor_email, m.subject,
        m.level, m.sent_at, m.sender_deleted_at, m.withdrawn_at, m.notification,
        m.recipient_notified
      """;

  static MessageHeader of(ResultSet row) throws SQLException {
    return new MessageHeader(
        row.getLong("id"),
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("visitor_email"),
        row.getString("subject"),
        row.getInt("level"),
        Database.instant(row, "sent_at"),
        Database.instant(row, "sender_deleted_at"),
        Database.instant(row, "withdrawn_at"),
        row.getBoolean("notification"),
        row.getBoolean("recipient_notified"));
  }

  public boolean isReply() {
    return parent != null;
  }

  /** Whether a user has sent it and still sees it: not if the user deleted it after sending. */
  public boolean isVisibleToSender(String user) {
    return user.equals(sender) && (senderDeletedAt == null || senderDeletedAt.equals(sentAt));
  }

  /** The first delivery to its recipient. */
  public Delivery delivery() {
    return Delivery.unread(recipient, id, thread, level);
  }
}
