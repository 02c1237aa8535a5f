package dev.letterbox.message.store;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.shared.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * A row of {@code lb_message} without the body.
 *
 * @param thread id of the conversation's root; a root's own id
 * @param parent id of the message that it replies to; null when it is no reply
 * @param sender null for a notice and a visitor's message
 * @param visitorEmail unmasked address of the visitor on one side; null for none
 * @param senderDeletedAt when the sender deleted it; null if not
 * @param moderationBy name of the moderator who decided last; null without one
 * @param moderationDate time of the last decision; null before any
 * @param acceptedBefore whether an acceptance was taken back: another one does not notify the
 *     recipient again
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
    String view,
    Instant sentAt,
    Instant senderDeletedAt,
    Instant withdrawnAt,
    ModerationStatus moderationStatus,
    String moderationBy,
    Instant moderationDate,
    String moderationReason,
    boolean notifyRecipients,
    boolean acceptedBefore)
    implements MessageEnvelope {

  /** Select list of {@code lb_message m}. */
  public static final String COLUMNS =
      """
      m.id, m.thread_id, m.parent_id, m.kind, m.sender, m.recipient, m.visitor_email, m.subject,
      m.level, m.view_name, m.sent_at, m.sender_deleted_at, m.withdrawn_at, m.moderation_status,
      m.moderation_by, m.moderation_date, m.moderation_reason, m.notification,
      m.accepted_before""";

  public static MessageHeader of(ResultSet row) throws SQLException {
    return new MessageHeader(
        row.getLong("id"),
        row.getLong("thread_id"),
        Database.longOrNull(row, "parent_id"),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("visitor_email"),
        row.getString("subject"),
        row.getInt("level"),
        row.getString("view_name"),
        Database.instant(row, "sent_at"),
        Database.instant(row, "sender_deleted_at"),
        Database.instant(row, "withdrawn_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_by"),
        Database.instant(row, "moderation_date"),
        row.getString("moderation_reason"),
        row.getBoolean("notification"),
        row.getBoolean("accepted_before"));
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
