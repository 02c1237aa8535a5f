package dev.letterbox.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of SQL and the parameters that its question marks stand for. */
final class Fragment {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  static Fragment of(String sql, Object... parameters) {
    return new Fragment().add(sql, parameters);
  }

  Fragment add(String more, Object... values) {
    sql.append(more);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  Fragment add(Fragment more) {
    sql.append(more.sql);
    parameters.addAll(more.parameters);
    return this;
  }

  boolean isEmpty() {
    return sql.length() == 0;
  }

  String sql() {
    return sql.toString();
  }

  Object[] parameters() {
    return parameters.toArray();
  }
}
