package dev.letterbox.benchmark;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Fills mailboxes with many deliveries by a few statements. */
final class LargeMailboxes implements AutoCloseable {

  private static final String NEXT_ID = "select nextval('lb_message_id') + 1";
  private static final String RESERVE_IDS = "select setval('lb_message_id', ?)";

  private final Connection connection;

  LargeMailboxes() throws SQLException {
    connection = TestPostgresql.connect();
  }

  /**
   * Inserts notices for a reader.
   *
   * @return the id of the oldest
   */
  long insertNotices(ApiUser reader, int count) throws SQLException {
    long first = reserveIds(count);
    execute(
        """
        insert into lb_message (id, thread_id, kind, body, level, view_name, sent_at,
          moderation_status, sender_archived, version)
        select id, id, 'NOTICE', 'Message ' || id, 20, '', now() at time zone 'UTC', 'ACCEPTED',
          false, 0
        from generate_series(?, ?) as id
        """,
        first,
        first + count - 1);
    deliverNotices(reader, first, count);
    return first;
  }

  /** Delivers existing notices to another reader. */
  void deliverNotices(ApiUser reader, long first, int count) throws SQLException {
    insertDeliveries(reader, first, count, true);
    insertMailbox(reader, count, count);
  }

  /**
   * Inserts conversations of equal length into a mailbox.
   *
   * @return the id of the newest conversation
   */
  long insertConversations(ApiUser reader, int messageCount, int messagesPerConversation)
      throws SQLException {
    long first = reserveIds(messageCount);
    execute(
        """
        insert into lb_message (id, thread_id, parent_id, kind, sender, recipient, subject, body,
          level, view_name, sent_at, moderation_status, sender_archived, version)
        select id, thread, case when id > thread then thread end, 'MESSAGE', ?, ?, 'Re: Hello',
          'Message ' || id, 20, '', now() at time zone 'UTC', 'ACCEPTED', false, 0
        from (select id, id - (id - ?) % ? as thread from generate_series(?, ?) as id) ids
        """,
        "writer", reader.name(), first, messagesPerConversation, first, first + messageCount - 1);
    insertDeliveries(reader, first, messageCount, false);
    execute(
        """
        insert into lb_conversation (owner, thread_id, messages, newest_id)
        select recipient, thread_id, count(*), max(message_id) from lb_delivery
        where recipient = ? group by recipient, thread_id
        """,
        reader.name());
    insertMailbox(reader, messageCount, messageCount / messagesPerConversation);
    return first + messageCount - messagesPerConversation;
  }

  /** Reserves ids; returns the first. */
  private long reserveIds(int count) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(NEXT_ID);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long first = row.getLong(1);
      execute(RESERVE_IDS, first + count);
      return first;
    }
  }

  private void insertDeliveries(ApiUser reader, long first, int count, boolean singleMessage)
      throws SQLException {
    execute(
        """
        insert into lb_delivery (recipient, message_id, level, thread_id, single_message)
        select ?, id, level, thread_id, ? from lb_message where id between ? and ?
        """,
        reader.name(),
        singleMessage,
        first,
        first + count - 1);
  }

  private void insertMailbox(ApiUser reader, int messages, int conversations) throws SQLException {
    execute(
        "insert into lb_mailbox (owner, unread, total, conversations, version)"
            + " values (?, ?, ?, ?, 1)",
        reader.name(),
        messages,
        messages,
        conversations);
  }

  private void execute(String sql, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      statement.execute();
    }
  }

  /** Updates the statistics of the database. */
  @Override
  public void close() throws SQLException {
    execute("vacuum analyze");
    connection.close();
  }
}
