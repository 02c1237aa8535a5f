package dev.letterbox.shared.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Rows of a query that waits to be sent; they are read with the next statement, or when needed. */
final class DeferredRows<T> implements Supplier<List<T>> {

  private final Database database;
  private final List<T> rows = new ArrayList<>();
  private boolean read;

  DeferredRows(Database database) {
    this.database = database;
  }

  ResultReader reader(RowMapper<T> mapper) {
    ResultReader reader = ResultReader.rows(row -> rows.add(mapper.map(row)), Integer.MAX_VALUE);
    return executed -> {
      read = true;
      return reader.read(executed);
    };
  }

  /**
   * @throws IllegalStateException when the work that began the query has failed or ended
   */
  @Override
  public List<T> get() {
    if (!read) {
      database.sendQueue();
    }
    if (!read) {
      throw new IllegalStateException("The query was not sent");
    }
    return rows;
  }
}
