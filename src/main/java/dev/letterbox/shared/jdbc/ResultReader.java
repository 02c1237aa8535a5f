package dev.letterbox.shared.jdbc;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads the current result of an executed statement. */
@FunctionalInterface
interface ResultReader {

  /** The number of rows that the statement changed. */
  ResultReader UPDATE_COUNT = PreparedStatement::getUpdateCount;

  /** Returns the number of rows that were changed or read. */
  int read(PreparedStatement executed) throws SQLException;

  /**
   * Passes rows to a consumer.
   *
   * @param limit maximum number of rows that are read
   */
  static ResultReader rows(RowConsumer consumer, int limit) {
    return executed -> {
      try (ResultSet rows = executed.getResultSet()) {
        int number = 0;
        while (number < limit && rows.next()) {
          consumer.accept(rows);
          number++;
        }
        return number;
      }
    };
  }
}
