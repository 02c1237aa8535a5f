package dev.letterbox.testing.client.server;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A real PostgreSQL on a free port, one for each JVM, which ends with it. It has a database that is
 * owned by a user without further rights, and whose default isolation level Letterbox must not use.
 */
public final class TestPostgresql {

  public static final String USER = "letterbox";
  public static final String PASSWORD = "letterbox-secret";

  private static final EmbeddedPostgres SERVER = start();

  private TestPostgresql() {}

  /** The JDBC URL. */
  public static String url() {
    return url("letterbox");
  }

  private static String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port() + "/" + database;
  }

  /**
   * Creates an empty database with the same owner.
   *
   * @return its JDBC URL
   */
  public static String addDatabase(String name) {
    asAdministrator(SERVER, "create database " + name + " owner " + USER);
    return url(name);
  }

  /** The port of the server. */
  public static int port() {
    return SERVER.getPort();
  }

  /** The process of the server, whose children are its connections. */
  public static ProcessHandle process() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A connection with the database user of Letterbox. */
  public static Connection connect() throws SQLException {
    return DriverManager.getConnection(url(), USER, PASSWORD);
  }

  private static EmbeddedPostgres start() {
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("max_connections", "100")
              .setServerConfig("max_prepared_transactions", "100")
              .start();
      asAdministrator(server, "create role " + USER + " login password '" + PASSWORD + "'");
      asAdministrator(server, "create database letterbox owner " + USER);
      asAdministrator(
          server, "alter database letterbox set default_transaction_isolation = 'repeatable read'");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  private static void asAdministrator(EmbeddedPostgres server, String command) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(command);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
