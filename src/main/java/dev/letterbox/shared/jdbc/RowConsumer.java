package dev.letterbox.shared.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes the current row of a query. */
@FunctionalInterface
public interface RowConsumer {

  void accept(ResultSet row) throws SQLException;
}
