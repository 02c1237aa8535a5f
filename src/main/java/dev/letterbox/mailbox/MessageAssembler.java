package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.jdbc.SqlRunner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Assembles messages from the rows of a query. A message has one row for each tag (one row without
 * tags), so messages and tags take one statement.
 */
class MessageAssembler {

  /** Required columns of {@code lb_message m} and {@code lb_message_tag t}. */
  static final String COLUMNS =
      "m.id, m.thread_id, m.kind, m.sender, m.subject, m.body, m.level, m.view_name, m.sent_at,"
          + " m.moderation_status, m.moderation_reason, m.visitor_email, m.parent_id, m.withdrawn_at, t.tag";

  private final LevelTags levelTags;
  private final VisitorAddressMasker addressMasker;
  private final Map<Long, Message.Builder> messages = new LinkedHashMap<>();
  private final Map<Long, List<String>> tags = new HashMap<>();

  MessageAssembler(LevelTags levelTags, VisitorAddressMasker addressMasker) {
    this.levelTags = levelTags;
    this.addressMasker = addressMasker;
  }

  /**
   * Adds a row with {@link #COLUMNS}, the columns of one side, and {@code messages}.
   *
   * @return the id of the message
   */
  long addRow(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    if (!messages.containsKey(id)) {
      messages.put(id, withoutTags(row));
    }
    String tag = row.getString("tag");
    if (tag != null) {
      tags.computeIfAbsent(id, key -> new ArrayList<>()).add(tag);
    }
    return id;
  }

  /** Adds the delivery row of a message that the owner sent and that has one delivery. */
  long addReadState(ResultSet row) throws SQLException {
    long id = row.getLong("message_id");
    messages.get(id).read(SqlRunner.instant(row, "read_at"), SqlRunner.instant(row, "replied_at"));
    return id;
  }

  /** The messages in the order of their first row. */
  Stream<Message> messages() {
    return messages.entrySet().stream()
        .map(entry -> entry.getValue().tags(tags.getOrDefault(entry.getKey(), List.of())).build());
  }

  private Message.Builder withoutTags(ResultSet row) throws SQLException {
    int level = row.getInt("level");
    return Message.builder()
        .id(row.getLong("id"))
        .conversation(row.getLong("thread_id"), row.getObject("parent_id", Long.class))
        .kind(MessageKind.valueOf(row.getString("kind")))
        .sender(row.getString("sender"))
        .recipient(row.getString("recipient"))
        .visitor(addressMasker.mask(row.getString("visitor_email")))
        .subject(row.getString("subject"))
        .body(row.getString("body"))
        .level(level, levelTags.nameOf(level))
        .view(row.getString("view_name"))
        .sentAt(SqlRunner.instant(row, "sent_at"))
        .read(SqlRunner.instant(row, "read_at"), SqlRunner.instant(row, "replied_at"))
        .side(row.getBoolean("archived"), SqlRunner.instant(row, "deleted_at"))
        .withdrawnAt(SqlRunner.instant(row, "withdrawn_at"))
        .moderation(
            ModerationStatus.valueOf(row.getString("moderation_status")),
            row.getString("moderation_reason"))
        .messages(row.getInt("messages"));
  }
}
