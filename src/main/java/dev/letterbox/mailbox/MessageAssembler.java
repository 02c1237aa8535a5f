package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.VisitorAddressMasker;
import dev.letterbox.shared.config.LevelTags;
import dev.letterbox.shared.jdbc.SqlRunner;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Map<Long, Message> messages = new LinkedHashMap<>();
  private final Map<Long, List<String>> tags = new LinkedHashMap<>();
  private final Map<Long, RecipientReadState> readStates = new LinkedHashMap<>();

  /** Read state of the recipient, shown to the sender. */
  private record RecipientReadState(Instant readAt, Instant repliedAt) {}

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
      messages.put(id, toMessageWithoutTags(row));
    }
    String tag = row.getString("tag");
    if (tag != null) {
      tags.computeIfAbsent(id, key -> new ArrayList<>()).add(tag);
    }
    return id;
  }

  /** Adds the delivery row of a message that the owner sent. */
  boolean addReadState(ResultSet row) throws SQLException {
    RecipientReadState readState =
        new RecipientReadState(
            SqlRunner.instant(row, "read_at"), SqlRunner.instant(row, "replied_at"));
    return readStates.put(row.getLong("message_id"), readState) == null;
  }

  /** The messages in the order of their first row. */
  Stream<Message> messages() {
    return messages.values().stream().map(this::assemble);
  }

  private Message toMessageWithoutTags(ResultSet row) throws SQLException {
    int level = row.getInt("level");
    return new Message(
        row.getLong("id"),
        row.getLong("thread_id"),
        MessageKind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body"),
        level,
        levelTags.nameOf(level),
        List.of(),
        row.getString("view_name"),
        SqlRunner.instant(row, "sent_at"),
        SqlRunner.instant(row, "read_at"),
        SqlRunner.instant(row, "replied_at"),
        row.getBoolean("archived"),
        SqlRunner.instant(row, "deleted_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_reason"),
        row.getObject("parent_id", Long.class),
        addressMasker.mask(row.getString("visitor_email")),
        SqlRunner.instant(row, "withdrawn_at"),
        row.getInt("messages"));
  }

  private Message assemble(Message message) {
    List<String> sortedTags = tags.getOrDefault(message.id(), List.of()).stream().sorted().toList();
    RecipientReadState readState =
        readStates.getOrDefault(
            message.id(), new RecipientReadState(message.readAt(), message.repliedAt()));
    return new Message(
        message.id(),
        message.thread(),
        message.kind(),
        message.sender(),
        message.recipient(),
        message.subject(),
        message.body(),
        message.level(),
        message.levelTag(),
        sortedTags,
        message.view(),
        message.sentAt(),
        readState.readAt(),
        readState.repliedAt(),
        message.archived(),
        message.deletedAt(),
        message.moderationStatus(),
        message.moderationReason(),
        message.parent(),
        message.visitor(),
        message.withdrawnAt(),
        message.messages());
  }
}
