package dev.letterbox.benchmark;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.HttpTestSupport;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * The users of the benchmark and their mailboxes.
 *
 * @param writer writes messages
 * @param tiny has a mailbox of 100 notices
 * @param small has a mailbox of 1,000 notices
 * @param large has a mailbox of many notices
 * @param conversing has conversations of ten messages
 * @param conversation the newest conversation of that user
 */
record BenchmarkData(
    ApiUser writer,
    ApiUser tiny,
    ApiUser small,
    ApiUser large,
    ApiUser conversing,
    long conversation) {

  private static final int TINY_MAILBOX = 100;

  private static final int SMALL_MAILBOX = 1000;

  static BenchmarkData create(HttpTestSupport http, int accounts, int largeMailbox)
      throws SQLException {
    try (Connection connection = TestPostgresql.connect()) {
      insertAccounts(connection, accounts);
    }
    ApiUser tiny = http.createUser("tiny");
    ApiUser small = http.createUser("small");
    ApiUser large = http.createUser("large");
    ApiUser conversing = http.createUser("conversing");
    try (LargeMailboxes mailboxes = new LargeMailboxes()) {
      long first = mailboxes.insertNotices(large, largeMailbox);
      mailboxes.deliverNotices(small, first + largeMailbox - SMALL_MAILBOX, SMALL_MAILBOX);
      mailboxes.deliverNotices(tiny, first + largeMailbox - TINY_MAILBOX, TINY_MAILBOX);
      long conversation = mailboxes.insertConversations(conversing, SMALL_MAILBOX, 10);
      return new BenchmarkData(
          http.createUser("writer"), tiny, small, large, conversing, conversation);
    }
  }

  /** Inserts the accounts {@code bench-0}, {@code bench-1} and so on. */
  static void insertAccounts(Connection connection, int number) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into lb_account (name, display_name, search_name, search_display_name,
              email, active, demo, created_at, version)
            select name, name, name, name, name || '@example.org', true, false, now(), 0
            from (select 'bench-' || id as name from generate_series(0, ? - 1) as id) names
            """)) {
      insert.setInt(1, number);
      insert.executeUpdate();
    }
  }
}
