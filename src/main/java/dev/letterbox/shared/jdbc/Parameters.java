package dev.letterbox.shared.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Collection;
import java.util.List;
import java.util.TimeZone;

/** The values of a statement's parameters; of a batch those of one row. */
public final class Parameters {

  private static final Object UNBOUND = new Object();
  private static final Calendar UTC = Calendar.getInstance(TimeZone.getTimeZone("UTC"));

  private final ParsedSql parsed;
  private final Object[] values;

  Parameters(ParsedSql parsed) {
    this.parsed = parsed;
    this.values = new Object[parsed.names().size()];
    Arrays.fill(values, UNBOUND);
  }

  /**
   * @param values one for each question mark
   */
  Parameters(ParsedSql joined, Object[] values) {
    this.parsed = joined;
    this.values = values;
  }

  /**
   * Gives a parameter its value: text, number, boolean, {@link Instant}, enum constant (stored by
   * name), {@code String[]} or {@code Long[]} for an array of PostgreSQL, or null.
   *
   * @throws IllegalArgumentException when the statement has no such parameter
   */
  public Parameters bind(String name, Object value) {
    if (value instanceof Collection) {
      throw new IllegalArgumentException("A list as parameter :" + name + " takes bindList");
    }
    values[parsed.indexOf(name)] = value;
    return this;
  }

  /** A list takes the place of this value when the statement is executed. */
  int bindList(String name) {
    int index = parsed.indexOf(name);
    values[index] = null;
    return index;
  }

  void copyTo(Parameters other) {
    System.arraycopy(values, 0, other.values, 0, values.length);
  }

  /**
   * The values of all question marks.
   *
   * @param listIndex number of the parameter that stands for a list; -1 without one
   * @param length how many question marks the list has; its last value is repeated
   */
  List<Object> valuesOfMarks(int listIndex, List<?> list, int length) {
    checkBound();
    List<Object> ofMarks = new ArrayList<>(parsed.marks().length + length);
    for (int index : parsed.marks()) {
      if (index == listIndex) {
        for (int i = 0; i < length; i++) {
          ofMarks.add(list.get(Math.min(i, list.size() - 1)));
        }
      } else {
        ofMarks.add(values[index]);
      }
    }
    return ofMarks;
  }

  /** The values of all question marks of a statement without a list. */
  List<Object> valuesOfMarks() {
    return valuesOfMarks(-1, List.of(), 0);
  }

  void checkBound() {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == UNBOUND) {
        throw new IllegalStateException(
            "No value for parameter :" + parsed.names().get(i) + " in: " + parsed.sql());
      }
    }
  }

  /**
   * Sets values of successive question marks.
   *
   * @return the position after the last one
   */
  static int set(PreparedStatement statement, int position, List<Object> values)
      throws SQLException {
    int next = position;
    for (Object value : values) {
      set(statement, next++, value);
    }
    return next;
  }

  private static void set(PreparedStatement statement, int position, Object value)
      throws SQLException {
    if (value instanceof Instant instant) {
      statement.setTimestamp(position, Timestamp.from(instant), utc());
    } else if (value instanceof Enum<?> constant) {
      statement.setString(position, constant.name());
    } else if (value instanceof String[] texts) {
      statement.setArray(position, statement.getConnection().createArrayOf("text", texts));
    } else if (value instanceof Long[] numbers) {
      statement.setArray(position, statement.getConnection().createArrayOf("bigint", numbers));
    } else {
      statement.setObject(position, value);
    }
  }

  /** A calendar for one use: drivers change it. */
  static Calendar utc() {
    return (Calendar) UTC.clone();
  }
}
