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
 * @param small has a mailbox of few notices
 * @param large has a mailbox of many notices
 * @param conversing has conversations of ten messages
 * @param conversation the newest conversation of that user
 */
record BenchmarkData(
    ApiUser writer, ApiUser small, ApiUser large, ApiUser conversing, long conversation) {

  static final int SMALL_MAILBOX = 1000;

  static BenchmarkData create(HttpTestSupport http, int accounts, int largeMailbox)
      throws SQLException {
    insertAccounts(accounts);
    ApiUser small = http.createUser("small");
    ApiUser large = http.createUser("large");
    ApiUser conversing = http.createUser("conversing");
    try (LargeMailboxes mailboxes = new LargeMailboxes()) {
      mailboxes.insertNotices(large, largeMailbox, small, SMALL_MAILBOX);
      long conversation = mailboxes.insertConversations(conversing, SMALL_MAILBOX, 10);
      return new BenchmarkData(http.createUser("writer"), small, large, conversing, conversation);
    }
  }

  private static void insertAccounts(int number) throws SQLException {
    try (Connection connection = TestPostgresql.connect();
        PreparedStatement insert =
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
