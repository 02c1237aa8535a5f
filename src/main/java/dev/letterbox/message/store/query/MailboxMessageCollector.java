package dev.letterbox.message.store.query;

import dev.letterbox.message.store.query.MailboxMessage.ReadState;
import dev.letterbox.message.store.query.MailboxMessage.SideState;
import dev.letterbox.shared.jdbc.RowMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Collects messages from the rows of a query. A message has one row for each tag (one row without
 * tags), so messages and tags take one statement.
 */
final class MailboxMessageCollector {

  private final RowMapper<MessageRow> rowMapper;
  private final Map<Long, MailboxMessage> messages = new LinkedHashMap<>();
  private final Map<Long, List<String>> tags = new HashMap<>();
  private final Map<Long, ReadState> readStates = new HashMap<>();

  /**
   * @param rowMapper reads a message
   */
  MailboxMessageCollector(RowMapper<MessageRow> rowMapper) {
    this.rowMapper = rowMapper;
  }

  /** Adds a row with the columns of {@link MailboxMessage}, {@code messages} and {@code tag}. */
  void addRow(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    if (!messages.containsKey(id)) {
      messages.put(
          id,
          new MailboxMessage(rowMapper.map(row), SideState.of(row), ReadState.of(row), List.of()));
    }
    String tag = row.getString("tag");
    if (tag != null) {
      tags.computeIfAbsent(id, key -> new ArrayList<>()).add(tag);
    }
  }

  /** Sent messages with a recipient, whose read state is that of a delivery. */
  List<Long> sentToOneRecipient() {
    return messages.values().stream()
        .filter(message -> !message.side().received() && message.side().recipient() != null)
        .map(MailboxMessage::id)
        .toList();
  }

  /** Adds the delivery row of a sent message. */
  void addReadState(ResultSet row) throws SQLException {
    readStates.put(row.getLong("message_id"), ReadState.of(row));
  }

  /** The messages in the order of their first row. */
  List<MailboxMessage> messages() {
    return messages.values().stream().map(this::complete).toList();
  }

  private MailboxMessage complete(MailboxMessage message) {
    return new MailboxMessage(
        message.row(),
        message.side(),
        readStates.getOrDefault(message.id(), message.readState()),
        tags.getOrDefault(message.id(), List.of()));
  }
}
