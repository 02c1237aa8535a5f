package dev.letterbox.shared.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A statement to be given its parameters and executed, in this order and by one thread; see {@link
 * Database#sql}. A parameter without a value, or a value without a parameter, is an error.
 */
public final class SqlStatement {

  /** How many values a list has in one statement. */
  static final int MAX_LIST = 1024;

  private final Database database;
  private final ParsedSql parsed;
  private final Parameters parameters;
  private final boolean timeLimited;
  private int listIndex = -1;
  private List<?> list = List.of();

  /**
   * @param timeLimited see {@link SqlFragment#limitTime}
   */
  SqlStatement(Database database, ParsedSql parsed, Parameters parameters, boolean timeLimited) {
    this.database = database;
    this.parsed = parsed;
    this.parameters = parameters;
    this.timeLimited = timeLimited;
  }

  /** Gives a parameter its value, see {@link Parameters#bind}. */
  public SqlStatement bind(String name, Object value) {
    parameters.bind(name, value);
    return this;
  }

  /**
   * Gives {@code in (:name)} its values, of any number: the statement is executed for each {@value
   * #MAX_LIST} of them, in their order, and not at all for none. An order, a limit or a count holds
   * for each execution. One list for a statement.
   */
  public SqlStatement bindList(String name, Collection<?> values) {
    if (listIndex >= 0) {
      throw new IllegalStateException("A second list, as parameter :" + name);
    }
    listIndex = parameters.bindList(name);
    list = List.copyOf(values);
    return this;
  }

  /** The rows of a query, each mapped. */
  public <T> List<T> list(RowMapper<T> mapper) {
    List<T> results = new ArrayList<>();
    read(row -> results.add(mapper.map(row)), Integer.MAX_VALUE);
    return results;
  }

  /** The first row of a query, mapped; empty when there is none, or it is mapped to null. */
  public <T> Optional<T> first(RowMapper<T> mapper) {
    List<T> results = new ArrayList<>(1);
    read(row -> results.add(mapper.map(row)), 1);
    return results.isEmpty() ? Optional.empty() : Optional.ofNullable(results.get(0));
  }

  /**
   * The only row of a query, mapped; may be null.
   *
   * @throws IllegalStateException when there is none, or more than one
   */
  public <T> T single(RowMapper<T> mapper) {
    List<T> results = new ArrayList<>(1);
    if (read(row -> results.add(mapper.map(row)), 2) != 1) {
      throw new IllegalStateException("Not one row: " + parsed.sql());
    }
    return results.get(0);
  }

  /** The rows of a query, each mapped to a key and a value that may be null, in their order. */
  public <K, V> Map<K, V> map(RowMapper<K> key, RowMapper<V> value) {
    Map<K, V> results = new LinkedHashMap<>();
    read(row -> results.put(key.map(row), value.map(row)), Integer.MAX_VALUE);
    return results;
  }

  /** The rows of a query, each mapped to a key and one of its values, in their order. */
  public <K, V> Map<K, List<V>> group(RowMapper<K> key, RowMapper<V> value) {
    Map<K, List<V>> results = new LinkedHashMap<>();
    read(
        row -> results.computeIfAbsent(key.map(row), any -> new ArrayList<>()).add(value.map(row)),
        Integer.MAX_VALUE);
    return results;
  }

  /** Hands over each row of a query, and returns how many there were. */
  public int forEach(RowConsumer consumer) {
    return read(consumer, Integer.MAX_VALUE);
  }

  /** Whether a query has a row. */
  public boolean exists() {
    return read(row -> {}, 1) > 0;
  }

  /**
   * The rows of a query, each mapped; within {@link Database#sendTogether} the query is sent with
   * the next statement, or when the rows are needed.
   */
  public <T> Supplier<List<T>> listLater(RowMapper<T> mapper) {
    DeferredRows<T> rows = new DeferredRows<>(database);
    if (list.size() > MAX_LIST || !enqueue(rows.reader(mapper))) {
      List<T> read = list(mapper);
      return () -> read;
    }
    return rows;
  }

  private int read(RowConsumer consumer, int limit) {
    return execute(ResultReader.rows(consumer, limit));
  }

  /** Executes a change, and returns how many rows it changed. */
  public int update() {
    return execute(ResultReader.UPDATE_COUNT);
  }

  /**
   * Executes a change whose count is not needed; within {@link Database#sendTogether} with others.
   */
  public void enqueue() {
    if (list.size() > MAX_LIST || !enqueue(ResultReader.UPDATE_COUNT)) {
      update();
    }
  }

  /** Whether the statement waits; false if it is to be executed at once. */
  private boolean enqueue(ResultReader reader) {
    if (listIndex < 0) {
      return database.enqueue(parsed.sql(), parameters.valuesOfMarks(), reader);
    }
    if (list.isEmpty()) {
      return false;
    }
    int length = padToPowerOfTwo(list.size());
    return database.enqueue(
        parsed.withList(listIndex, length),
        parameters.valuesOfMarks(listIndex, list, length),
        reader);
  }

  /**
   * Executes a change for each row, as {@link #batch}; a few, within {@link Database#sendTogether},
   * as {@link #enqueue}.
   */
  public <T> void enqueueBatch(Collection<T> rows, BiConsumer<T, Parameters> binder) {
    if (!database.mayEnqueue(rows.size())) {
      batch(rows, binder);
      return;
    }
    for (T row : rows) {
      binder.accept(row, parameters);
      enqueue();
    }
  }

  /**
   * Inserts a row unless there is one with its key; the statement ends with {@code {on conflict do
   * nothing}}.
   *
   * @return whether it was inserted
   */
  public boolean insertIfAbsent() {
    try {
      return update() > 0;
    } catch (UncheckedSqlException e) {
      if (database.dialect().skipsDuplicateKeys() || !e.isDuplicateKey()) {
        throw e;
      }
      return false;
    }
  }

  /**
   * Executes a change for each row in one go. What is bound before holds for all rows.
   *
   * @param binder gives the other parameters their values
   * @return those for which it changed a row of the database, in their order
   */
  public <T> List<T> batch(Collection<T> rows, BiConsumer<T, Parameters> binder) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int[] counts = database.executeBatch(parsed.sql(), statement -> batch(statement, rows, binder));
    List<T> changed = new ArrayList<>(rows.size());
    int index = 0;
    for (T row : rows) {
      if (counts[index++] != 0) {
        changed.add(row);
      }
    }
    return changed;
  }

  private <T> int[] batch(
      PreparedStatement statement, Collection<T> rows, BiConsumer<T, Parameters> binder)
      throws SQLException {
    Parameters each = new Parameters(parsed);
    for (T row : rows) {
      parameters.copyTo(each);
      binder.accept(row, each);
      Parameters.set(statement, 1, each.valuesOfMarks());
      statement.addBatch();
    }
    return statement.executeBatch();
  }

  /**
   * Locks a row by an update that changes nothing, where queries can't lock rows in an order;
   * elsewhere it does nothing, and the query that follows says {@code {for update}}.
   */
  public void lockRow() {
    if (!database.dialect().locksRowsOfQueries()) {
      update();
    }
  }

  /** The same for several rows, in their order. */
  public <T> void lockRows(Collection<T> keys, BiConsumer<T, Parameters> binder) {
    if (!database.dialect().locksRowsOfQueries()) {
      batch(keys, binder);
    }
  }

  /** Sums up what the executions return. */
  private int execute(ResultReader reader) {
    if (listIndex < 0) {
      return database.execute(parsed.sql(), parameters.valuesOfMarks(), reader, timeLimited);
    }
    int sum = 0;
    for (int from = 0; from < list.size(); from += MAX_LIST) {
      List<?> chunk = list.subList(from, Math.min(from + MAX_LIST, list.size()));
      int length = padToPowerOfTwo(chunk.size());
      sum +=
          database.execute(
              parsed.withList(listIndex, length),
              parameters.valuesOfMarks(listIndex, chunk, length),
              reader,
              timeLimited);
    }
    return sum;
  }

  /** Pads lists, so that few distinct statements are cached. */
  static int padToPowerOfTwo(int length) {
    return length == 1 ? 1 : Integer.highestOneBit(length - 1) << 1;
  }
}
