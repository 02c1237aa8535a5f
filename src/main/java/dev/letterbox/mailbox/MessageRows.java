package dev.letterbox.mailbox;

import dev.letterbox.api.Kind;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.VisitorAddresses;
import dev.letterbox.shared.LevelTags;
import dev.letterbox.shared.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Puts messages together from the rows of a query. A message has as many rows as it has tags (one
 * when it has none), so that messages and tags come in one statement.
 */
class MessageRows {

  /** What a query must select of {@code lb_message m} and {@code lb_message_tag t}. */
  static final String COLUMNS =
      "m.id, m.thread_id, m.kind, m.sender, m.subject, m.body, m.level, m.view_name, m.sent_at,"
          + " m.moderation_status, m.moderation_reason, m.visitor_email, m.parent_id, m.withdrawn_at, t.tag";

  private final LevelTags levelTags;
  private final VisitorAddresses visitors;
  private final Map<Long, Message> messages = new LinkedHashMap<>();
  private final Map<Long, List<String>> tags = new LinkedHashMap<>();
  private final Map<Long, Reading> readings = new LinkedHashMap<>();

  /** What the recipient of a message has done, as its sender sees it. */
  private record Reading(Instant readAt, Instant repliedAt) {}

  MessageRows(LevelTags levelTags, VisitorAddresses visitors) {
    this.levelTags = levelTags;
    this.visitors = visitors;
  }

  /**
   * Takes a row that has {@link #COLUMNS}, those of one side of the message, and {@code messages}.
   *
   * @return the id of the message
   */
  long add(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    if (!messages.containsKey(id)) {
      messages.put(id, messageWithoutTags(row));
    }
    String tag = row.getString("tag");
    if (tag != null) {
      tags.computeIfAbsent(id, key -> new ArrayList<>()).add(tag);
    }
    return id;
  }

  /** Takes a row of the delivery of a message that was added as its sender sees it. */
  boolean addReading(ResultSet row) throws SQLException {
    Reading reading = new Reading(Sql.instant(row, "read_at"), Sql.instant(row, "replied_at"));
    return readings.put(row.getLong("message_id"), reading) == null;
  }

  /** The messages, in the order in which they were added first. */
  Stream<Message> messages() {
    return messages.values().stream().map(this::whole);
  }

  private Message messageWithoutTags(ResultSet row) throws SQLException {
    int level = row.getInt("level");
    return new Message(
        row.getLong("id"),
        row.getLong("thread_id"),
        Kind.valueOf(row.getString("kind")),
        row.getString("sender"),
        row.getString("recipient"),
        row.getString("subject"),
        row.getString("body"),
        level,
        levelTags.nameOf(level),
        List.of(),
        row.getString("view_name"),
        Sql.instant(row, "sent_at"),
        Sql.instant(row, "read_at"),
        Sql.instant(row, "replied_at"),
        row.getBoolean("archived"),
        Sql.instant(row, "deleted_at"),
        ModerationStatus.valueOf(row.getString("moderation_status")),
        row.getString("moderation_reason"),
        row.getObject("parent_id", Long.class),
        visitors.shown(row.getString("visitor_email")),
        Sql.instant(row, "withdrawn_at"),
        row.getInt("messages"));
  }

  private Message whole(Message message) {
    List<String> words = tags.getOrDefault(message.id(), List.of()).stream().sorted().toList();
    Reading reading =
        readings.getOrDefault(message.id(), new Reading(message.readAt(), message.repliedAt()));
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
        words,
        message.view(),
        message.sentAt(),
        reading.readAt(),
        reading.repliedAt(),
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
