package dev.letterbox.startup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.Notice;
import dev.letterbox.testing.support.InServerTestBase;
import jakarta.ejb.EJBAccessException;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.apache.derby.jdbc.EmbeddedDataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** State of the application before the first request. */
class StartupTests extends InServerTestBase {

  private static final Pattern TABLE_OR_COLUMN =
      Pattern.compile("(?m)^(?:### `(lb_\\w+)`|\\| `(\\w+)` \\|.*)$");

  @Test
  void services_are_found_under_their_jndi_names() {
    assertEquals(0, messages().sendNotice(Notice.info("").to("ada")).delivered());
    assertEquals(0, mailboxes().unreadCount("unknown-user"));
    assertThrows(
        EJBAccessException.class, () -> accounts().get("ada"), "the caller is not logged in");
  }

  private String scripts() {
    return isOnDerby() ? "derby" : "postgresql";
  }

  @Test
  void concurrently_started_nodes_migrate_once_and_keep_other_tables() throws Exception {
    DataSource dataSource = isOnDerby() ? newDerby() : newSchema();
    execute(dataSource, "create table other_application (id integer)");
    Callable<Void> start =
        () -> {
          SchemaMigrator.migrate(dataSource, scripts());
          return null;
        };
    ExecutorService nodes = Executors.newFixedThreadPool(4);
    try {
      // a folder of Derby belongs to one node
      List<Callable<Void>> starts = Collections.nCopies(isOnDerby() ? 1 : 4, start);
      for (Future<Void> started : nodes.invokeAll(starts)) {
        started.get();
      }
    } finally {
      nodes.shutdownNow();
    }
    SchemaMigrator.migrate(dataSource, scripts());
    String history = "select count(*) from \"lb_schema_history\" where \"version\" = '1'";
    assertEquals(1, selectCount(dataSource, history));
    assertEquals(0, selectCount(dataSource, "select count(*) from lb_message"));
    assertEquals(0, selectCount(dataSource, "select count(*) from other_application"));
  }

  @Test
  void schema_of_a_later_version_is_refused() throws Exception {
    DataSource later = isOnDerby() ? newDerby() : newSchema();
    SchemaMigrator.migrate(later, scripts());
    execute(
        later,
        """
        insert into "lb_schema_history" ("installed_rank", "version", "description", "type",
          "script", "checksum", "installed_by", "execution_time", "success")
        values (1000, '1000', 'later', 'SQL', 'V1000__later.sql', 1, 'letterbox', 1, true)""");
    assertEquals(
        "the schema of the database has version 1000, of a later Letterbox; deploy that one",
        assertThrows(IllegalStateException.class, () -> SchemaMigrator.migrate(later, scripts()))
            .getMessage());
  }

  @Test
  void a_database_of_the_former_schema_keeps_its_rows() throws Exception {
    DataSource former = isOnDerby() ? newDerby() : newSchema();
    SchemaMigrator.migrate(former, scripts(), "10");
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

    SchemaMigrator.migrate(former, scripts());

    assertEquals(1, selectCount(former, "select count(*) from lb_message where accepted_before"));
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

  @Test
  void documented_schema_has_exactly_the_tables_and_columns_of_the_database() throws Exception {
    assertEquals(documentedColumns(), storedColumns());
  }

  /** Columns by table, in docs/schema.md. */
  private static Map<String, Set<String>> documentedColumns() throws IOException {
    Map<String, Set<String>> columns = new TreeMap<>();
    String document;
    try (InputStream stream = StartupTests.class.getResourceAsStream("/schema.md")) {
      document = new String(stream.readAllBytes(), UTF_8);
    }
    Set<String> table = Set.of();
    for (MatchResult line : TABLE_OR_COLUMN.matcher(document).results().toList()) {
      if (line.group(1) != null) {
        table = columns.computeIfAbsent(line.group(1), name -> new TreeSet<>());
      } else {
        table.add(line.group(2));
      }
    }
    return columns;
  }

  /** Columns by table, without the table of Flyway. */
  private Map<String, Set<String>> storedColumns() throws SQLException {
    Map<String, Set<String>> columns = new TreeMap<>();
    try (Connection connection = dataSource().getConnection();
        ResultSet rows =
            connection.getMetaData().getColumns(null, connection.getSchema(), null, null)) {
      while (rows.next()) {
        String table = rows.getString("TABLE_NAME").toLowerCase(Locale.ROOT);
        if (table.startsWith("lb_") && !table.equals("lb_schema_history")) {
          columns
              .computeIfAbsent(table, name -> new TreeSet<>())
              .add(rows.getString("COLUMN_NAME").toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
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
    // as LetterboxDataSource does
    postgresql.setOptions("-c default_transaction_isolation=read\\ committed");
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
