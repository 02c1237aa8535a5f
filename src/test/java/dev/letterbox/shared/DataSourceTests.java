package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Database;
import dev.letterbox.testing.Services;
import dev.letterbox.testing.Statements;
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
public interface DataSourceTests extends Services {

  @Test
  default void data_source_leads_to_the_database_of_this_run() throws SQLException {
    try (Connection connection = dataSource().getConnection()) {
      String product = connection.getMetaData().getDatabaseProductName();
      assertEquals(
          Database.current() == Database.DERBY ? "apache derby" : "postgresql",
          product.toLowerCase(Locale.ROOT));
    }
  }

  @Test
  default void statements_are_counted_and_a_batch_is_one() throws Exception {
    String one = "values (1)";
    String table = "create table counted (id integer)";
    String insert = "insert into counted (id) values (?)";
    List<String> executed =
        Statements.during(
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
  default void a_database_error_arrives_bare() throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThrows(SQLException.class, () -> statement.executeQuery("select * from there_is_none"));
    }
  }

  @Test
  default void data_source_takes_part_in_the_transaction() throws Exception {
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
  default void derby_inserts_while_plans_for_inserts_are_made() throws Exception {
    if (!onDerby()) {
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
    AtOnce.times(6, inserting);
    assertEquals(1801, rows().number("select count(*) from planned"));
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
