package dev.letterbox.shared.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Receives the signals that nodes of the same PostgreSQL database send each other ({@code LISTEN}),
 * on a connection of its own, because pooled connections are shared. One thread waits, any other
 * may close.
 */
public final class PostgresListener implements AutoCloseable {

  private static final int SOCKET_TIMEOUT_SECONDS = 30;

  private final Connection connection;

  private PostgresListener(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a connection and starts to listen.
   *
   * @param channel a name of lower-case letters and underscores
   */
  public static PostgresListener listenOn(String channel) throws SQLException {
    PGSimpleDataSource database = LetterboxDataSource.configured(new PGSimpleDataSource());
    database.setApplicationName("letterbox-live");
    database.setTcpKeepAlive(true);
    database.setSocketTimeout(SOCKET_TIMEOUT_SECONDS);
    Connection connection = database.getConnection();
    try (Statement statement = connection.createStatement()) {
      statement.execute("listen " + channel);
      return new PostgresListener(connection);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /**
   * Waits for signals.
   *
   * @param timeout maximum time to wait; after it the connection is tested
   * @return the payloads of the signals; empty after the timeout
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
