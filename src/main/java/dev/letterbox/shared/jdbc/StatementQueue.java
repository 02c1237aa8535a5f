package dev.letterbox.shared.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Changes of one transaction that wait to be sent together, in their order. */
final class StatementQueue {

  /** Changes may have long texts, which are all in memory while they wait. */
  private static final int MAX_WAITING = 8;

  private final Object transaction;
  private final List<String> texts = new ArrayList<>();
  private final List<Object> values = new ArrayList<>();

  StatementQueue(Object transaction) {
    this.transaction = transaction;
  }

  boolean belongsTo(Object otherTransaction) {
    return transaction.equals(otherTransaction);
  }

  /** Adds a change with the values of its question marks. */
  void add(String sql, List<Object> parameters) {
    texts.add(sql);
    values.addAll(parameters);
  }

  boolean isFull() {
    return texts.size() >= MAX_WAITING;
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** All changes as one text, which the driver splits. */
  String sql() {
    return String.join(";\n", texts);
  }

  /** Executes all changes and removes them. */
  int execute(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < values.size(); i++) {
      Parameters.set(statement, i + 1, values.get(i));
    }
    int number = texts.size();
    texts.clear();
    values.clear();
    statement.execute();
    return number;
  }
}
