package dev.letterbox.shared.jdbc;

import dev.letterbox.shared.JndiNames;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Executes SQL with named parameters in the transaction under way:
 *
 * <pre>{@code
 * database.sql("select url from lb_webhook where id = :id").bind("id", id).first(row -> …)
 * }</pre>
 *
 * <p>A statement is a constant, or a {@link SqlFragment}; it may contain the words of {@link
 * Dialect}. Values are always parameters.
 *
 * <p>Times are stored as UTC, whatever the zone of the server. Only Derby, when that zone has
 * summer time, keeps those of one hour a year as an hour later: its own copies of a timestamp can't
 * represent the hour that the zone leaves out in spring.
 */
@ApplicationScoped
public class Database {

  /** Maximum duration of a query whose work a user decides, see {@link SqlFragment#limitTime}. */
  public static final int MAX_QUERY_SECONDS = 10;

  /** Maximum number of cached parsed statements; more than the source has. */
  private static final int MAX_TEXTS = 5000;

  private static final ThreadLocal<StatementQueue> QUEUE = new ThreadLocal<>();

  @Resource(lookup = JndiNames.DATA_SOURCE)
  private DataSource dataSource;

  @Resource private TransactionSynchronizationRegistry transactions;

  private final Map<String, ParsedSql> texts = new ConcurrentHashMap<>();
  private Dialect dialect;

  /** Code that uses a prepared statement. */
  @FunctionalInterface
  interface StatementCallback<T> {
    T on(PreparedStatement statement) throws SQLException;
  }

  Database() {}

  Database(DataSource dataSource) {
    this.dataSource = dataSource;
    chooseDialect();
  }

  @PostConstruct
  void chooseDialect() {
    try (Connection connection = dataSource.getConnection()) {
      dialect = Dialect.of(connection);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  public Dialect dialect() {
    return dialect;
  }

  /** A statement, to be given its parameters and executed. */
  public SqlStatement sql(String text) {
    ParsedSql parsed = parsed(text);
    return new SqlStatement(this, parsed, new Parameters(parsed), false);
  }

  /** A composed statement, with its parameters. */
  public SqlStatement sql(SqlFragment fragment) {
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (SqlFragment.BoundText part : fragment.parts()) {
      ParsedSql parsed = parsed(part.text());
      Parameters parameters = new Parameters(parsed);
      part.values().forEach(parameters::bind);
      values.addAll(parameters.valuesOfMarks());
      sql.append(parsed.sql());
    }
    ParsedSql joined = ParsedSql.joined(sql.toString(), values.size());
    Parameters parameters = new Parameters(joined, values.toArray());
    return new SqlStatement(this, joined, parameters, fragment.isTimeLimited());
  }

  /** From now on the queries of the transaction see one moment, where readers need no locks. */
  public void useSnapshot() {
    if (!dialect.readersWaitForWriters()) {
      sql("set transaction isolation level repeatable read, read only").update();
    }
  }

  /**
   * Does work whose statements are sent to the database together, where the database is reached
   * over a network: changes of {@link SqlStatement#enqueue} and {@link SqlStatement#enqueueBatch},
   * and queries of {@link SqlStatement#listLater}, wait for the next other statement of the same
   * transaction, or the end of the work. If the work fails, waiting statements are dropped: call it
   * in the transaction that fails with it. Without a transaction, changes do not wait.
   */
  public <T> T sendTogether(Supplier<T> work) {
    if (!dialect.sendsTogether() || QUEUE.get() != null) {
      return work.get();
    }
    try (StatementQueue queue = new StatementQueue(currentTransaction())) {
      QUEUE.set(queue);
      T result = work.get();
      sendQueue();
      return result;
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    } finally {
      QUEUE.remove();
    }
  }

  private Object currentTransaction() {
    return transactions == null ? null : transactions.getTransactionKey();
  }

  /** The waiting statements of the transaction under way; null if none may wait. */
  private StatementQueue currentQueue() {
    StatementQueue waiting = QUEUE.get();
    return waiting != null && waiting.belongsTo(currentTransaction()) ? waiting : null;
  }

  /** Whether a statement waits from now on; false if it is to be executed at once. */
  boolean enqueue(String sql, List<Object> values, ResultReader reader) {
    StatementQueue waiting = currentQueue();
    if (waiting == null || !waiting.accepts(reader)) {
      return false;
    }
    waiting.add(sql, values, reader);
    if (waiting.isFull()) {
      sendQueue();
    }
    return true;
  }

  /** Whether so many changes may wait, rather than be executed as a batch. */
  boolean mayEnqueue(int changes) {
    StatementQueue waiting = currentQueue();
    return changes <= StatementQueue.MAX_ENQUEUED_ROWS
        && waiting != null
        && waiting.accepts(ResultReader.UPDATE_COUNT);
  }

  void sendQueue() {
    StatementQueue waiting = currentQueue();
    if (waiting != null && !waiting.isEmpty()) {
      prepare(waiting.sql(), waiting::execute);
    }
  }

  private ParsedSql parsed(String text) {
    ParsedSql known = texts.get(text);
    if (known != null) {
      return known;
    }
    ParsedSql parsed = ParsedSql.of(text, dialect);
    if (texts.size() < MAX_TEXTS) {
      texts.put(text, parsed);
    }
    return parsed;
  }

  /** Executes a statement after those that wait, in the same round trip. */
  int execute(String sql, List<Object> values, ResultReader reader, boolean timeLimited) {
    StatementQueue waiting = currentQueue();
    if (waiting != null && !waiting.isEmpty()) {
      waiting.add(sql, values, reader);
      return prepare(
          waiting.sql(),
          statement -> {
            limitTime(statement, timeLimited);
            return waiting.execute(statement);
          });
    }
    return prepare(
        sql,
        statement -> {
          limitTime(statement, timeLimited);
          Parameters.set(statement, 1, values);
          statement.execute();
          return reader.read(statement);
        });
  }

  private static void limitTime(PreparedStatement statement, boolean timeLimited)
      throws SQLException {
    if (timeLimited) {
      statement.setQueryTimeout(MAX_QUERY_SECONDS);
    }
  }

  /** Executes a batch after the statements that wait. */
  int[] executeBatch(String sql, StatementCallback<int[]> work) {
    sendQueue();
    return prepare(sql, work);
  }

  private <T> T prepare(String sql, StatementCallback<T> work) {
    StatementQueue queue = currentQueue();
    try {
      if (queue != null && queue.keepsConnection()) {
        return prepare(queue.connection(dataSource), sql, work);
      }
      try (Connection connection = dataSource.getConnection()) {
        return prepare(connection, sql, work);
      }
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static <T> T prepare(Connection connection, String sql, StatementCallback<T> work)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    }
  }

  /** A number of a row; null when there is none. Cheaper than {@code getObject} on Payara. */
  public static Long longOrNull(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : value;
  }

  /** The same for an {@code integer}. */
  public static Integer intOrNull(ResultSet row, String column) throws SQLException {
    int value = row.getInt(column);
    return row.wasNull() ? null : value;
  }

  /** A time of a row; null when there is none. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column, Parameters.utc());
    return timestamp == null ? null : timestamp.toInstant();
  }
}
