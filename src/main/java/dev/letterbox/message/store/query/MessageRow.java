package dev.letterbox.message.store.query;

import static dev.letterbox.shared.jdbc.Database.instant;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The columns of {@code lb_message} that are the same for all who see a message.
 *
 * @param thread id of the conversation's root; a root's own id
 * @param parent id of the message that it replies to; null for a root
 * @param sender null for a notice and for a message from a visitor
 * @param recipient the only recipient; null for none or several
 * @param visitorEmail unmasked address of the visitor on one side; null for none
 * @param moderationBy name of the moderator who decided last; null without one
 * @param moderationDate time of the last decision; null before any
 */
public record MessageRow(
    long id,
    long thread,
    Long parent,
    MessageKind kind,
    String sender,
    String recipient,
    String visitorEmail,
    String subject,
    String body,
    int level,
    String view,
    Instant sentAt,
    ModerationStatus moderationStatus,
    String moderationBy,
    Instant moderationDate,
    String moderationReason,
    Instant withdrawnAt) {

  /** Select list of {@code lb_message m}. */
  static final String COLUMNS =
      """
      m.id, m.thread_id, m.parent_id, m.kind, m.sender, m.recipient, m.visitor_email, m.subject,
      m.body, m.level, m.view_name, m.sent_at, m.moderation_status, m.moderation_by,
      m.moderation_date, m.moderation_reason, m.withdrawn_at""";

  static MessageRow of(ResultSet row) throws SQLException {
    return new MessageRow(
        row.getLong("id"),
        row.getLong("thread_id"),
        row.getObject("parent_id", Long.class),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("visitor_email"),
        row.getString("subject"),
        row.getString("body"),
        row.getInt("level"),
        row.getString("view_name"),
        instant(row, "sent_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_by"),
        instant(row, "moderation_date"),
        row.getString("moderation_reason"),
        instant(row, "withdrawn_at"));
  }
}
