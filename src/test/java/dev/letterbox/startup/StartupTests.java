package dev.letterbox.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Notice;
import dev.letterbox.testing.support.InServerTestBase;
import jakarta.ejb.EJBAccessException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** State of the application before the first request. */
class StartupTests extends InServerTestBase {

  @Test
  void services_are_found_under_their_jndi_names() {
    assertEquals(0, messages().notify(Notice.info("").to("ada")).delivered());
    assertEquals(0, mailboxes().unreadCount("unknown-user"));
    assertThrows(
        EJBAccessException.class, () -> accounts().get("ada"), "the caller is not logged in");
  }

  @Test
  void concurrently_started_nodes_migrate_once_and_keep_other_tables() throws Exception {
    DataSource dataSource = isOnDerby() ? newDerby() : newSchema();
    execute(dataSource, "create table other_application (id integer)");
    Callable<Void> start =
        () -> {
          SchemaMigrator.migrate(dataSource, isOnDerby());
          return null;
        };
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      // a folder of Derby belongs to one node
      List<Callable<Void>> starts = isOnDerby() ? List.of(start) : List.of(start, start);
      for (Future<Void> started : nodes.invokeAll(starts)) {
        started.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    SchemaMigrator.migrate(dataSource, isOnDerby());
    String history = "select count(*) from \"lb_schema_history\" where \"version\" = '1'";
    assertEquals(1, selectCount(dataSource, history));
    assertEquals(0, selectCount(dataSource, "select count(*) from lb_message"));
    assertEquals(0, selectCount(dataSource, "select count(*) from other_application"));
  }

  @Test
  void a_database_of_the_former_schema_keeps_its_rows() throws Exception {
    DataSource former = isOnDerby() ? newDerby() : newSchema();
    SchemaMigrator.migrate(former, isOnDerby(), "10");
    execute(
        former,
        """
        insert into lb_message (id, thread_id, kind, sender, subject, body, level, view_name,
          sent_at, moderation_status, sender_archived, version, told)
        values (1, 1, 'MESSAGE', 'ann', 's', 'b', 0, '', current_timestamp, 'ACCEPTED', false, 0,
          true)""");
    execute(
        former,
        """
        insert into lb_delivery (recipient, message_id, thread_id, level, archived, alone)
        values ('bob', 1, 1, 0, false, false)""");
    for (String state : List.of("WAITING", "GATHERED", "DEAD")) {
      execute(
          former,
          """
          insert into lb_notification (message_id, label, channel, after_recipient, last_recipient,
            state, attempts, created_at, waiting_since, next_attempt_at, claim, details)
          values (1, 'MESSAGE', 'email', 'a', 'b', '%s', 0, current_timestamp, current_timestamp,
            current_timestamp, 'token', 'data')"""
              .formatted(state));
    }
    execute(former, "insert into lb_digest_choice (owner, digest) values ('bob', 'NONE')");
    execute(
        former,
        """
        insert into lb_idempotency (owner, key_hash, fingerprint, created_at, answer)
        values ('bob', 'k', 'f', current_timestamp, 'encrypted')""");

    SchemaMigrator.migrate(former, isOnDerby());

    assertEquals(
        1, selectCount(former, "select count(*) from lb_message where recipient_notified"));
    assertEquals(
        1, selectCount(former, "select count(*) from lb_delivery where not single_message"));
    for (String state : List.of("PENDING", "BUFFERED_FOR_DIGEST", "DEAD")) {
      assertEquals(
          1,
          selectCount(
              former,
              """
              select count(*) from lb_notification
              where state = '%s' and range_start = 'a' and range_end = 'b'
                and claim_token = 'token' and event_data = 'data' and first_due_at = created_at"""
                  .formatted(state)));
    }
    assertEquals(
        1, selectCount(former, "select count(*) from lb_digest_choice where digest = 'IMMEDIATE'"));
    assertEquals(
        1,
        selectCount(
            former,
            "select count(*) from lb_idempotency where fingerprint = 'f' and answer is null"));
  }

  private static DataSource newDerby() {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName("memory:" + UUID.randomUUID());
    derby.setCreateDatabase("create");
    return derby;
  }

  private DataSource newSchema() throws SQLException {
    String schema = "s" + UUID.randomUUID().toString().replace("-", "");
    execute(dataSource(), "create schema " + schema);
    PGSimpleDataSource postgresql = new PGSimpleDataSource();
    postgresql.setUrl(System.getProperty("letterbox.db.url"));
    postgresql.setUser(System.getProperty("letterbox.db.user"));
    postgresql.setPassword(System.getProperty("letterbox.db.password"));
    postgresql.setCurrentSchema(schema);
    return postgresql;
  }

  private static void execute(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static long selectCount(DataSource dataSource, String sql) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Test
  void twelve_demo_messages_are_written_once() {
    long before = tables().selectNumber("select count(*) from lb_message where id <= 12");
    assertEquals(12, before);
    long all = tables().selectNumber("select count(*) from lb_message");
    demoMessages().write();
    assertEquals(all, tables().selectNumber("select count(*) from lb_message"));
  }
}
