package dev.letterbox.shared.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Makes a value of the current row of a query. */
@FunctionalInterface
public interface RowMapper<T> {

  T map(ResultSet row) throws SQLException;
}
