package dev.letterbox.message.store;

import dev.letterbox.shared.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Counters of a conversation in the inbox of its owner.
 *
 * @param messages number of messages in the inbox
 * @param newest id of the newest of them; null for none
 */
public record ConversationCounter(String owner, long thread, int messages, Long newest) {

  static ConversationCounter of(ResultSet row) throws SQLException {
    return new ConversationCounter(
        row.getString("owner"),
        row.getLong("thread_id"),
        row.getInt("messages"),
        Database.longOrNull(row, "newest_id"));
  }

  public ConversationCounter withNewest(Long messageId) {
    return new ConversationCounter(owner, thread, messages, messageId);
  }

  public ConversationCounter withMessageRemoved() {
    return new ConversationCounter(owner, thread, messages - 1, newest);
  }

  public ConversationCounter withMessageAdded(long messageId) {
    return new ConversationCounter(
        owner, thread, messages + 1, newest == null ? messageId : Math.max(newest, messageId));
  }
}
