package dev.letterbox.benchmark.server;

import dev.letterbox.benchmark.floor.FloorDataSource;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.derby.jdbc.EmbeddedDataSource;

/**
 * What the database does for a write, by bare JDBC on a connection without a pool: a message, its
 * delivery, the counter, a record of the outbox. The records are for a channel that does not exist,
 * so no worker delivers them.
 */
public final class BareStatements {

  private static final String CHANNEL = "benchmark";
  private static final int CHUNK_SIZE = 1000;

  private static final String SELECT_ACCOUNT =
      "select name, display_name, active from lb_account where name = ?";
  private static final String INSERT_ACCOUNT =
      """
      insert into lb_account (name, display_name, search_name, search_display_name, email, active,
        demo, created_at, version)
      values (?, ?, ?, ?, ?, true, false, current_timestamp, 0)
      """;
  private static final String SELECT_BLOCK =
      "select 1 from lb_block where owner = ? and blocked = 'bench-0'";
  private static final String NEW_ID = "select nextval('lb_message_id')";
  private static final String NEW_ID_ON_DERBY = "values next value for lb_message_id";
  private static final String INSERT_MESSAGE =
      """
      insert into lb_message (id, thread_id, kind, sender, recipient, subject, body, level,
        view_name, sent_at, moderation_status, sender_archived, version)
      values (?, ?, 'MESSAGE', 'bench-0', ?, 'Lunch?', 'At noon.', 20, '', current_timestamp, 'ACCEPTED',
        false, 0)
      """;
  private static final String INSERT_DELIVERY =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level) values (?, ?, ?, 20)
      """;
  private static final String COUNT_UNREAD =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      values (?, 1, 1, 1, 1)
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;
  private static final String UPDATE_COUNTER =
      """
      update lb_mailbox
      set unread = unread + 1, total = total + 1, conversations = conversations + 1,
        version = version + 1
      where owner = ?
      """;
  private static final String INSERT_COUNTER =
      """
      insert into lb_mailbox (owner, unread, total, conversations, version) values (?, 1, 1, 1, 1)
      """;
  private static final String INSERT_RECORD =
      """
      insert into lb_notification (message_id, label, channel, recipient, range_start, state,
        attempts, created_at, first_due_at, next_attempt_at)
      values (?, 'message', ?, ?, '', 'PENDING', 0, current_timestamp, current_timestamp, current_timestamp)
      """;

  /** Its parameters are the recipient and the channel. */
  public static final String WRITE_IN_ONE =
      """
      with account as (select name from lb_account where name = ? and active),
        message as
          (insert into lb_message (id, thread_id, kind, sender, recipient, subject, body, level,
            view_name, sent_at, moderation_status, sender_archived, version)
          select ids.id, ids.id, 'MESSAGE', 'bench-0', account.name, 'Lunch?', 'At noon.', 20, '',
            current_timestamp, 'ACCEPTED', false, 0
          from account, (select nextval('lb_message_id') as id) ids
          where not exists
            (select 1 from lb_block where owner = account.name and blocked = 'bench-0')
          returning id, recipient),
        delivery as
          (insert into lb_delivery (recipient, message_id, thread_id, level)
          select recipient, id, id, 20 from message),
        counter as
          (insert into lb_mailbox as box (owner, unread, total, conversations, version)
          select recipient, 1, 1, 1, 1 from message
          on conflict (owner) do update
            set unread = box.unread + 1, total = box.total + 1,
              conversations = box.conversations + 1, version = box.version + 1)
      insert into lb_notification (message_id, label, channel, recipient, range_start, state,
        attempts, created_at, first_due_at, next_attempt_at)
      select id, 'message', ?, recipient, '', 'PENDING', 0, current_timestamp, current_timestamp, current_timestamp from message
      """;

  private static final String SELECT_ACCOUNTS =
      "select name from lb_account where name = any (?) and active order by name";
  private static final String INSERT_BROADCAST =
      """
      insert into lb_message (id, thread_id, kind, sender, subject, body, level, view_name,
        sent_at, moderation_status, sender_archived, version)
      values (?, ?, 'BROADCAST', 'bench-0', 'Closed', 'On Friday.', 20, '', current_timestamp, 'ACCEPTED',
        false, 0)
      """;
  private static final String INSERT_DELIVERIES =
      """
      insert into lb_delivery (recipient, message_id, thread_id, level)
      select name, ?, ?, 20 from unnest(?) as name
      """;
  private static final String COUNT_ALL_UNREAD =
      """
      insert into lb_mailbox as box (owner, unread, total, conversations, version)
      select name, 1, 1, 1, 1 from unnest(?) as name order by name collate "C"
      on conflict (owner) do update
        set unread = box.unread + 1, total = box.total + 1,
          conversations = box.conversations + 1, version = box.version + 1
      """;

  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  BareStatements(Connection connection) {
    this.connection = connection;
  }

  static Connection connect() throws SQLException {
    Connection connection = isOnDerby() ? connectToDerby() : connectToPostgresql();
    connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
    connection.setAutoCommit(false);
    return connection;
  }

  private static boolean isOnDerby() {
    return FloorDataSource.setting("letterbox.db.url") == null;
  }

  private static Connection connectToPostgresql() throws SQLException {
    return DriverManager.getConnection(
        FloorDataSource.setting("letterbox.db.url"),
        FloorDataSource.setting("letterbox.db.user"),
        FloorDataSource.setting("letterbox.db.password"));
  }

  /** The engine that Letterbox has booted. */
  private static Connection connectToDerby() throws SQLException {
    EmbeddedDataSource derby = new EmbeddedDataSource();
    derby.setDatabaseName(FloorDataSource.setting("letterbox.data") + "/db");
    return derby.getConnection();
  }

  void writeInSevenStatements(String recipient) throws SQLException {
    write(recipient);
    connection.commit();
  }

  void writeMany(List<String> recipients) throws SQLException {
    for (String recipient : recipients.stream().sorted().toList()) {
      write(recipient);
    }
    connection.commit();
  }

  private void write(String recipient) throws SQLException {
    execute(SELECT_ACCOUNT, recipient);
    execute(SELECT_BLOCK, recipient);
    long id = newId();
    execute(INSERT_MESSAGE, id, id, recipient);
    execute(INSERT_DELIVERY, recipient, id, id);
    count(recipient);
    execute(INSERT_RECORD, id, CHANNEL, recipient);
  }

  private void count(String recipient) throws SQLException {
    if (!isOnDerby()) {
      execute(COUNT_UNREAD, recipient);
    } else if (execute(UPDATE_COUNTER, recipient) == 0) {
      execute(INSERT_COUNTER, recipient);
    }
  }

  /** Inserts the accounts {@code bench-0} to {@code bench-<number - 1>}. */
  void insertAccounts(int number) throws SQLException {
    for (int i = 0; i < number; i++) {
      String name = "bench-" + i;
      execute(INSERT_ACCOUNT, name, name, name, name, name + "@example.org");
    }
    connection.commit();
  }

  void writeInOneStatement(String recipient) throws SQLException {
    execute(WRITE_IN_ONE, recipient, CHANNEL);
    connection.commit();
  }

  void broadcast(List<String> names) throws SQLException {
    long id = newId();
    execute(INSERT_BROADCAST, id, id);
    List<String> sorted = new ArrayList<>(names);
    sorted.sort(null);
    for (int from = 0; from < sorted.size(); from += CHUNK_SIZE) {
      List<String> chunk = sorted.subList(from, Math.min(from + CHUNK_SIZE, sorted.size()));
      Array array = connection.createArrayOf("varchar", chunk.toArray());
      execute(SELECT_ACCOUNTS, array);
      execute(INSERT_DELIVERIES, id, id, array);
      execute(COUNT_ALL_UNREAD, array);
    }
    connection.commit();
  }

  private long newId() throws SQLException {
    try (ResultSet row = statement(isOnDerby() ? NEW_ID_ON_DERBY : NEW_ID).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** Returns the number of changed rows. */
  private int execute(String sql, Object... values) throws SQLException {
    PreparedStatement statement = statement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    if (statement.execute()) {
      try (ResultSet rows = statement.getResultSet()) {
        while (rows.next()) {
          rows.getObject(1);
        }
      }
      return 0;
    }
    return statement.getUpdateCount();
  }

  private PreparedStatement statement(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }
}
