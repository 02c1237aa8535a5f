package dev.letterbox.mailbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A piece of SQL and the parameters that its question marks stand for. */
public final class Fragment {

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  public static Fragment of(String sql, Object... parameters) {
    return new Fragment().add(sql, parameters);
  }

  public Fragment add(String more, Object... values) {
    sql.append(more);
    parameters.addAll(Arrays.asList(values));
    return this;
  }

  public Fragment add(Fragment more) {
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
