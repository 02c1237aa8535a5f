package dev.letterbox.shared.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Rows of a query that waits to be sent; they are read with the next statement, or when needed. */
final class DeferredRows<T> implements Supplier<List<T>> {

  private final Database database;
  private final List<T> rows = new ArrayList<>();
  private boolean read;
  private RuntimeException failure;

  DeferredRows(Database database) {
    this.database = database;
  }

  ResultReader reader(RowMapper<T> mapper) {
    ResultReader reader = ResultReader.rows(row -> rows.add(mapper.map(row)), Integer.MAX_VALUE);
    return executed -> {
      read = true;
      try {
        return reader.read(executed);
      } catch (RuntimeException e) {
        failure = e; // not of the statement that is sent with it
        return rows.size();
      }
    };
  }

  /**
   * @throws IllegalStateException when the work that began the query has failed or ended
   * @throws RuntimeException of the mapper
   */
  @Override
  public List<T> get() {
    if (!read) {
      database.sendQueue();
    }
    if (!read) {
      throw new IllegalStateException("The query was not sent");
    }
    if (failure != null) {
      throw failure;
    }
    return rows;
  }
}
