package dev.letterbox.shared.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.TestDatabase;
import dev.letterbox.testing.support.statement.StatementRecorder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/** The data source inside the server. */
class DataSourceTests extends InServerTestBase {

  @Test
  void data_source_connects_to_the_configured_database() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      assertEquals(
          TestDatabase.current() == TestDatabase.DERBY ? "apache derby" : "postgresql",
          product.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  void connections_have_isolation_level_read_committed() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      assertEquals(Connection.TRANSACTION_READ_COMMITTED, connection.getTransactionIsolation());
    }
  }

  @Test
  void batch_counts_as_one_statement() throws Exception {
    String one = "values (1)";
    String table = "create table counted (id integer)";
    String insert = "insert into counted (id) values (?)";
    List<String> executed =
        StatementRecorder.capture(
            () -> {
              try (Connection connection = dataSource().getConnection();
                  Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery(one)) {
                  rows.next();
                  assertEquals(1, rows.getInt(1));
                }
                statement.execute(table);
                try (PreparedStatement prepared = connection.prepareStatement(insert)) {
                  for (int i = 0; i < 10; i++) {
                    prepared.setInt(1, i);
                    prepared.addBatch();
                  }
                  assertEquals(10, prepared.executeBatch().length);
                }
              }
            });
    assertEquals(List.of(one, table, insert), executed);
  }

  @Test
  void database_error_is_not_wrapped() throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> statement.executeQuery("select * from there_is_none"));
    }
  }

  @Test
  void data_source_joins_the_transaction() throws Exception {
    execute("create table taking_part (id integer)");
    transaction().begin();
    execute("insert into taking_part (id) values (1)");
    transaction().rollback();
    transaction().begin();
    execute("insert into taking_part (id) values (2)");
    transaction().commit();
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select min(id), count(*) from taking_part")) {
      rows.next();
      assertEquals(List.of(2, 1), List.of(rows.getInt(1), rows.getInt(2)));
    }
  }

  @Test
  void derby_inserts_succeed_while_insert_plans_are_compiled() throws Exception {
    if (!isOnDerby()) {
      return;
    }
    execute("create table planned (id bigint generated always as identity, word varchar(20))");
    execute("insert into planned (word) values ('first')");
    Callable<Void> inserting =
        () -> {
          for (int i = 0; i < 300; i++) {
            execute("insert into planned (word) values ('" + UUID.randomUUID().hashCode() + "')");
          }
          return null;
        };
    ConcurrentRun.repeat(6, inserting);
    assertEquals(1801, tables().selectNumber("select count(*) from planned"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
