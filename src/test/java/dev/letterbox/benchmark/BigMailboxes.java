package dev.letterbox.benchmark;

import dev.letterbox.testing.client.Person;
import dev.letterbox.testing.client.Postgresql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes mailboxes of many deliveries by a few statements. */
final class BigMailboxes implements AutoCloseable {

  private static final String IDS = "select nextval('lb_message_id') + 1";
  private static final String TAKE_IDS = "select setval('lb_message_id', ?)";

  private final Connection connection;

  BigMailboxes() throws SQLException {
    connection = Postgresql.connect();
  }

  /** So many notices for one reader; the newest of them another one has got as well. */
  void notices(Person large, int number, Person small, int newest) throws SQLException {
    long first = ids(number);
    execute(
        """
        insert into lb_message (id, thread_id, kind, body, level, view_name, sent_at,
          moderation_status, sender_archived, version)
        select id, id, 'NOTICE', 'Message ' || id, 20, '', now() at time zone 'UTC', 'ACCEPTED',
          false, 0
        from generate_series(?, ?) as id
        """,
        first,
        first + number - 1);
    deliver(large, first, number, true);
    deliver(small, first + number - newest, newest, true);
    mailbox(large, number, number);
    mailbox(small, newest, newest);
  }

  /**
   * A mailbox of conversations of so many messages each.
   *
   * @return the id of the newest conversation
   */
  long conversations(Person reader, int number, int each) throws SQLException {
    long first = ids(number);
    execute(
        """
        insert into lb_message (id, thread_id, parent_id, kind, sender, recipient, subject, body,
          level, view_name, sent_at, moderation_status, sender_archived, version)
        select id, thread, case when id > thread then thread end, 'MESSAGE', ?, ?, 'Re: Hello',
          'Message ' || id, 20, '', now() at time zone 'UTC', 'ACCEPTED', false, 0
        from (select id, id - (id - ?) % ? as thread from generate_series(?, ?) as id) ids
        """,
        "writer", reader.name(), first, each, first, first + number - 1);
    deliver(reader, first, number, false);
    execute(
        """
        insert into lb_conversation (owner, thread_id, messages, newest_id)
        select recipient, thread_id, count(*), max(message_id) from lb_delivery
        where recipient = ? group by recipient, thread_id
        """,
        reader.name());
    mailbox(reader, number, number / each);
    return first + number - each;
  }

  /** The first of so many new ids. */
  private long ids(int number) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(IDS);
        ResultSet row = statement.executeQuery()) {
      row.next();
      long first = row.getLong(1);
      execute(TAKE_IDS, first + number);
      return first;
    }
  }

  private void deliver(Person reader, long first, int number, boolean alone) throws SQLException {
    execute(
        """
        insert into lb_delivery (recipient, message_id, level, thread_id, single_message)
        select ?, id, level, thread_id, ? from lb_message where id between ? and ?
        """,
        reader.name(),
        alone,
        first,
        first + number - 1);
  }

  private void mailbox(Person reader, int messages, int conversations) throws SQLException {
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

  /** Lets the database look at what is there now. */
  @Override
  public void close() throws SQLException {
    execute("vacuum analyze");
    connection.close();
  }
}
