package dev.letterbox.shared.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Statements of one transaction that wait to be sent together, in their order, and the connection
 * that sends them: a pool takes longer to hand one out than to execute a statement.
 */
final class StatementQueue implements AutoCloseable {

  /** Changes may have long texts, which are all in memory while they wait. */
  private static final int MAX_WAITING = 12;

  /** More changes of one kind are cheaper as a batch, which has one plan. */
  static final int MAX_ENQUEUED_ROWS = 4;

  private final Object transaction;
  private Connection connection;
  private final List<WaitingStatement> waiting = new ArrayList<>();

  private record WaitingStatement(String sql, List<Object> values, ResultReader reader) {}

  /**
   * @param transaction key of the transaction; null without one
   */
  StatementQueue(Object transaction) {
    this.transaction = transaction;
  }

  /**
   * Whether the connection stays open until the end of the work. Without a transaction it must not:
   * the work may begin one, and would hold two connections of the pool.
   */
  boolean keepsConnection() {
    return transaction != null;
  }

  /** The connection of the transaction. */
  Connection connection(DataSource pool) throws SQLException {
    if (connection == null) {
      connection = pool.getConnection();
    }
    return connection;
  }

  @Override
  public void close() throws SQLException {
    if (connection != null) {
      connection.close();
    }
  }

  boolean belongsTo(Object otherTransaction) {
    return Objects.equals(transaction, otherTransaction);
  }

  /** Whether a statement may wait: a change of no transaction commits by itself, and so at once. */
  boolean accepts(ResultReader reader) {
    return transaction != null || reader != ResultReader.UPDATE_COUNT;
  }

  /** Adds a statement with the values of its question marks. */
  void add(String sql, List<Object> values, ResultReader reader) {
    waiting.add(new WaitingStatement(sql, values, reader));
  }

  boolean isFull() {
    return waiting.size() >= MAX_WAITING;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** All statements as one text, which the driver splits. */
  String sql() {
    return String.join(";\n", waiting.stream().map(WaitingStatement::sql).toList());
  }

  /**
   * Executes and removes all statements.
   *
   * @return the result of the last one
   */
  int execute(PreparedStatement statement) throws SQLException {
    List<WaitingStatement> sent = List.copyOf(waiting);
    waiting.clear();
    int position = 1;
    for (WaitingStatement each : sent) {
      position = Parameters.set(statement, position, each.values());
    }
    statement.execute();
    int result = sent.get(0).reader().read(statement);
    for (WaitingStatement each : sent.subList(1, sent.size())) {
      statement.getMoreResults();
      result = each.reader().read(statement);
    }
    return result;
  }
}
