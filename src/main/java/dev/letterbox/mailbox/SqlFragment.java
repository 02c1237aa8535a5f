package dev.letterbox.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of SQL with its parameters. */
public final class SqlFragment {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  public static SqlFragment of(String sql, Object... parameters) {
    return new SqlFragment().add(sql, parameters);
  }

  public SqlFragment add(String more, Object... values) {
    sql.append(more);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  public SqlFragment add(SqlFragment more) {
    sql.append(more.sql);
    parameters.addAll(more.parameters);
    return this;
  }

  boolean isEmpty() {
    return sql.length() == 0;
  }

  public String sql() {
    return sql.toString();
  }

  public Object[] parameters() {
    return parameters.toArray();
  }
}
