package dev.letterbox.testing.client.server;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Support for tests of several servers on one PostgreSQL. */
public final class NodeTestSupport {

  private static final Pattern MESSAGE_ID = Pattern.compile("(?mi)^Message-ID: *<([^>]+)>");

  private NodeTestSupport() {}

  /** The settings of a node that sends e-mails to this server and uses no other channel. */
  public static Map<String, String> settingsFor(ScriptedSmtpServer smtp) {
    return Map.of(
        "letterbox.smtp.url", "smtp://127.0.0.1:" + smtp.port(),
        "letterbox.mail.from", "letterbox@example.org",
        "letterbox.notifications.off", "*:log",
        "letterbox.notifications.locked", "*:log",
        "letterbox.outbox.retry-seconds", "1");
  }

  /** The Message-ID of an e-mail. */
  public static Optional<String> messageId(String mail) {
    Matcher matcher = MESSAGE_ID.matcher(mail);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  /** Adds users with e-mail addresses. */
  public static List<String> addUsers(String prefix, int count) throws SQLException {
    List<String> names = IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    try (Connection connection = TestPostgresql.connect();
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into lb_account (name, display_name, search_name, search_display_name,"
                    + " email, active, demo, created_at, version)"
                    + " values (?, ?, ?, ?, ?, true, false, now(), 0)")) {
      for (String name : names) {
        for (int i = 1; i <= 4; i++) {
          insert.setString(i, name);
        }
        insert.setString(5, name + "@example.org");
        insert.addBatch();
      }
      insert.executeBatch();
    }
    return names;
  }

  /** Executes an update. */
  public static void update(String statement) throws SQLException {
    try (Connection connection = TestPostgresql.connect();
        PreparedStatement change = connection.prepareStatement(statement)) {
      change.executeUpdate();
    }
  }

  /** The number that a query selects. */
  public static long selectNumber(String query) {
    try (Connection connection = TestPostgresql.connect();
        PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
