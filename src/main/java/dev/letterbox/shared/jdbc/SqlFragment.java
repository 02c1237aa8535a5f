package dev.letterbox.shared.jdbc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A statement, or a part of one, that is composed of texts. Each text has parameters of its own, so
 * that parts with the same names can be joined. Texts must come from a small set, as each is parsed
 * once and kept; what users write is always a value.
 */
public final class SqlFragment {

  private final List<BoundText> parts = new ArrayList<>();
  private boolean timeLimited;

  /** A text and the values of its parameters. */
  record BoundText(String text, Map<String, Object> values) {}

  public static SqlFragment of(String text) {
    return new SqlFragment().add(text);
  }

  public SqlFragment add(String text) {
    parts.add(new BoundText(text, new LinkedHashMap<>(4)));
    return this;
  }

  public SqlFragment add(SqlFragment more) {
    parts.addAll(more.parts);
    timeLimited |= more.timeLimited;
    return this;
  }

  /** Gives a parameter of the text that was added last its value, see {@link Parameters#bind}. */
  public SqlFragment bind(String name, Object value) {
    parts.get(parts.size() - 1).values().put(name, value);
    return this;
  }

  /**
   * The statement fails after {@link Database#MAX_QUERY_SECONDS}, because a user decides how much
   * it reads.
   */
  public SqlFragment limitTime() {
    timeLimited = true;
    return this;
  }

  public boolean isTimeLimited() {
    return timeLimited;
  }

  public boolean isEmpty() {
    return parts.isEmpty();
  }

  List<BoundText> parts() {
    return parts;
  }
}
