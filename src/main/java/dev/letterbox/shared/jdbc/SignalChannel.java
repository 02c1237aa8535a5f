package dev.letterbox.shared.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A channel of signals that nodes of a shared database send each other, where {@link
 * Dialect#isShared}: {@code LISTEN} and {@code NOTIFY} of PostgreSQL. It receives on a connection
 * of its own, because pooled connections are shared. One thread waits, any other may close.
 */
public final class SignalChannel implements AutoCloseable {

  /** Maximum length of the text of a signal. */
  public static final int MAX_BYTES = 7999;

  private static final String NOTIFY =
      "select pg_notify(:channel, text) from unnest(:texts) as text";
  private static final Duration SOCKET_TIMEOUT = Duration.ofSeconds(30);

  private final Connection connection;

  private SignalChannel(Connection connection) {
    this.connection = connection;
  }

  /** Sends signals when the transaction under way commits (1 statement). */
  public static void send(Database database, String name, Collection<String> texts) {
    database.sql(NOTIFY).bind("channel", name).bind("texts", texts.toArray(String[]::new)).exists();
  }

  /**
   * Opens a connection and starts to listen.
   *
   * @param name lower-case letters and underscores
   */
  public static SignalChannel open(String name) throws SQLException {
    PGSimpleDataSource database = LetterboxDataSource.configured(new PGSimpleDataSource());
    database.setApplicationName("letterbox-live");
    database.setTcpKeepAlive(true);
    database.setSocketTimeout((int) SOCKET_TIMEOUT.toSeconds());
    Connection connection = database.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + name);
      return new SignalChannel(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Waits for signals.
   *
   * @param timeout maximum time to wait; after it the connection is tested
   * @return the texts of the signals; empty after the timeout
   * @throws SQLException if the connection is lost or closed
   */
  public List<String> await(Duration timeout) throws SQLException {
    PGNotification[] notifications =
        connection.unwrap(PGConnection.class).getNotifications((int) timeout.toMillis());
    if (notifications == null || notifications.length == 0) {
      try (Statement statement = connection.createStatement()) {
        statement.execute("select 1");
      }
      return List.of();
    }
    return Stream.of(notifications).map(PGNotification::getParameter).toList();
  }

  /** Closes the connection; a waiting thread gets an exception. */
  @Override
  public void close() throws SQLException {
    connection.abort(Runnable::run);
  }
}
