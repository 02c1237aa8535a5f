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
    return new SqlStatement(this, parsed, new Parameters(parsed));
  }

  /** A composed statement, with its parameters. */
  public SqlStatement sql(SqlFragment fragment) {
    StringBuilder sql = new StringBuilder();
    List<Object> values = new ArrayList<>();
    for (SqlFragment.BoundText part : fragment.parts()) {
      ParsedSql parsed = parsed(part.text());
      Parameters parameters = new Parameters(parsed);
      part.values().forEach(parameters::bind);
      parameters.addTo(values);
      sql.append(parsed.sql());
    }
    ParsedSql joined = ParsedSql.joined(sql.toString(), values.size());
    return new SqlStatement(this, joined, new Parameters(joined, values.toArray()));
  }

  /** From now on the queries of the transaction see one moment, where readers need no locks. */
  public void useSnapshot() {
    if (!dialect.readersWaitForWriters()) {
      sql("set transaction isolation level repeatable read, read only").update();
    }
  }

  /**
   * Does work whose changes are sent to the database together, where the database is reached over a
   * network: those of {@link SqlStatement#enqueue} and {@link SqlStatement#enqueueBatch} wait until
   * the same transaction executes another statement, or the work ends. If the work fails, waiting
   * changes are dropped: call it in the transaction that fails with it.
   */
  public void sendTogether(Runnable work) {
    Object transaction = currentTransaction();
    if (transaction == null || !dialect.sendsTogether() || QUEUE.get() != null) {
      work.run();
      return;
    }
    QUEUE.set(new StatementQueue(transaction));
    try {
      work.run();
      sendQueue();
    } finally {
      QUEUE.remove();
    }
  }

  private Object currentTransaction() {
    return transactions == null ? null : transactions.getTransactionKey();
  }

  /** The waiting changes of the transaction under way; null if none may wait. */
  private StatementQueue currentQueue() {
    StatementQueue waiting = QUEUE.get();
    return waiting != null && waiting.belongsTo(currentTransaction()) ? waiting : null;
  }

  /** Whether a change waits from now on; false if it is to be executed at once. */
  boolean enqueue(ParsedSql parsed, Parameters parameters) {
    StatementQueue waiting = currentQueue();
    if (waiting == null) {
      return false;
    }
    List<Object> values = new ArrayList<>();
    parameters.addTo(values);
    waiting.add(parsed.sql(), values);
    if (waiting.isFull()) {
      sendQueue();
    }
    return true;
  }

  private void sendQueue() {
    StatementQueue waiting = currentQueue();
    if (waiting != null && !waiting.isEmpty()) {
      execute(waiting.sql(), waiting::execute);
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

  <T> T with(String sql, StatementCallback<T> work) {
    sendQueue();
    return execute(sql, work);
  }

  private <T> T execute(String sql, StatementCallback<T> work) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return work.on(statement);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  /** A time of a row; null when there is none. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column, Parameters.utc());
    return timestamp == null ? null : timestamp.toInstant();
  }
}
