package dev.letterbox.testing.support;

import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TimeZone;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Runs SQL with positional parameters in tests, which read rows of all tables. It takes part in the
 * current transaction; times are UTC.
 */
@ApplicationScoped
public class SqlRunner {

  @Resource(lookup = JndiNames.DATA_SOURCE)
  private DataSource dataSource;

  /** The maximum number of values in a list of a statement. */
  private static final int MAX_LIST_VALUES = 1000;

  private static final Logger LOG = Logger.getLogger(SqlRunner.class.getName());

  private boolean derby;
  private String collation = "";

  @PostConstruct
  void detectDatabase() {
    try (Connection connection = dataSource.getConnection()) {
      derby = connection.getMetaData().getDatabaseProductName().contains("Derby");
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
    if (!derby) {
      collation = findCaseCollation();
    }
  }

  /** The collation that folds case; with the locale C, PostgreSQL folds ASCII letters only. */
  private String findCaseCollation() {
    if (query("select lower(chr(196)) = chr(228)", row -> row.getBoolean(1)).get(0)) {
      return " collate \"default\""; // names have the collation C
    }
    List<String> names =
        query(
            "select collname from pg_collation where collname in ('und-x-icu', 'pg_c_utf8')"
                + " order by collname desc",
            row -> row.getString(1));
    if (names.isEmpty()) {
      LOG.warning("The database folds the case of ASCII letters only");
      return "";
    }
    return " collate \"" + names.get(0) + "\"";
  }

  /** An expression in lower case, in the dialect of the database. */
  public String lowerCase(String expression) {
    return "lower(" + expression + collation + ")";
  }

  /** Maps one row. */
  @FunctionalInterface
  public interface ResultSetMapper<T> {
    T map(ResultSet row) throws SQLException;
  }

  /** Uses a prepared statement. */
  @FunctionalInterface
  private interface StatementCallback<T> {
    T doWith(PreparedStatement statement) throws SQLException;
  }

  /** The mapped rows of a query. */
  public <T> List<T> query(String sql, ResultSetMapper<T> mapper, Object... parameters) {
    return execute(
        sql,
        statement -> {
          bind(statement, parameters);
          try (ResultSet rows = statement.executeQuery()) {
            List<T> results = new ArrayList<>();
            while (rows.next()) {
              results.add(mapper.map(rows));
            }
            return results;
          }
        });
  }

  /**
   * Executes a query for many values, 1,000 at a time and in their order.
   *
   * @param sql its last parameters are {@code (?...)}, a list of values
   * @param leadingParameters the parameters before the list
   */
  public <T> List<T> queryIn(
      String sql, ResultSetMapper<T> mapper, List<?> leadingParameters, Collection<?> values) {
    List<?> allValues = List.copyOf(values);
    List<T> results = new ArrayList<>();
    for (int from = 0; from < allValues.size(); from += MAX_LIST_VALUES) {
      List<?> chunk = allValues.subList(from, Math.min(from + MAX_LIST_VALUES, allValues.size()));
      List<Object> parameters = new ArrayList<>(leadingParameters);
      parameters.addAll(chunk);
      results.addAll(
          query(
              sql.replace("(?...)", "(" + placeholders(chunk.size()) + ")"),
              mapper,
              parameters.toArray()));
    }
    return results;
  }

  /** Executes an update; returns the number of changed rows. */
  public int update(String sql, Object... parameters) {
    return execute(
        sql,
        statement -> {
          bind(statement, parameters);
          return statement.executeUpdate();
        });
  }

  /** Executes an update for each row of parameters; returns the numbers of changed rows. */
  public int[] batch(String sql, List<Object[]> rows) {
    if (rows.isEmpty()) {
      return new int[0];
    }
    return execute(
        sql,
        statement -> {
          for (Object[] row : rows) {
            bind(statement, row);
            statement.addBatch();
          }
          return statement.executeBatch();
        });
  }

  /** Question marks for a list of values. */
  public static String placeholders(int number) {
    return String.join(", ", Collections.nCopies(number, "?"));
  }

  /**
   * Pads a list to a power of two by repeating its last value, so that the database prepares few
   * different statements.
   *
   * @param values at least one
   */
  public static <T> List<T> padToPowerOfTwo(Collection<T> values) {
    List<T> padded = new ArrayList<>(values);
    T last = padded.get(padded.size() - 1);
    while (Integer.bitCount(padded.size()) != 1) {
      padded.add(last);
    }
    return padded;
  }

  /** Whether the database is embedded Derby. */
  public boolean isDerby() {
    return derby;
  }

  private <T> T execute(String sql, StatementCallback<T> callback) {
    try (Connection connection = dataSource.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      return callback.doWith(statement);
    } catch (SQLException e) {
      throw new UncheckedSqlException(e);
    }
  }

  private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      Object value = parameters[i];
      if (value instanceof Instant instant) {
        statement.setTimestamp(i + 1, Timestamp.from(instant), utc());
      } else if (value instanceof String[] texts) {
        statement.setArray(i + 1, statement.getConnection().createArrayOf("text", texts));
      } else {
        statement.setObject(i + 1, value);
      }
    }
  }

  /** A time of the row; null if it is null. */
  public static Instant instant(ResultSet row, String column) throws SQLException {
    Timestamp timestamp = row.getTimestamp(column, utc());
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static Calendar utc() {
    return Calendar.getInstance(TimeZone.getTimeZone(ZoneOffset.UTC));
  }
}
