package dev.letterbox.shared.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** A statement whose named parameters are question marks and whose words are translated. */
final class ParsedSql {

  private final String sql;
  private final List<String> names;
  private final int[] marks; // for each question mark the number of its name
  private final int[] positions; // for each question mark where it is in the text
  private final Map<Integer, String> expanded = new ConcurrentHashMap<>();

  private ParsedSql(String sql, List<String> names, int[] marks, int[] positions) {
    this.sql = sql;
    this.names = names;
    this.marks = marks;
    this.positions = positions;
  }

  /**
   * Leaves literals, quoted names, comments and casts ({@code ::}) alone.
   *
   * @throws IllegalArgumentException when it has a question mark or an unknown word
   */
  static ParsedSql of(String text, Dialect dialect) {
    Parser parser = new Parser(dialect);
    parser.append(text);
    return new ParsedSql(
        parser.sql.toString(),
        List.copyOf(parser.names),
        numbers(parser.marks),
        numbers(parser.positions));
  }

  private static int[] numbers(List<Integer> list) {
    return list.stream().mapToInt(Integer::intValue).toArray();
  }

  /** A composed statement; each of its question marks has its own value. */
  static ParsedSql joined(String sql, int parameters) {
    return new ParsedSql(sql, List.of(), IntStream.range(0, parameters).toArray(), new int[0]);
  }

  String sql() {
    return sql;
  }

  List<String> names() {
    return names;
  }

  /** For each question mark the number of its name. */
  int[] marks() {
    return marks;
  }

  /**
   * The number of a parameter.
   *
   * @throws IllegalArgumentException when there is none of this name
   */
  int indexOf(String name) {
    int index = names.indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException("No parameter :" + name + " in: " + sql);
    }
    return index;
  }

  /** The statement with so many question marks for one parameter. */
  String withList(int parameter, int length) {
    return length == 1
        ? sql
        : expanded.computeIfAbsent(
            parameter * 2 * SqlStatement.MAX_LIST + length, key -> expand(parameter, length));
  }

  private String expand(int parameter, int length) {
    StringBuilder result = new StringBuilder(sql);
    for (int i = marks.length - 1; i >= 0; i--) {
      if (marks[i] == parameter) {
        result.insert(positions[i], "?, ".repeat(length - 1));
      }
    }
    return result.toString();
  }

  private static final class Parser {

    private final Dialect dialect;
    private final StringBuilder sql = new StringBuilder();
    private final List<String> names = new ArrayList<>();
    private final List<Integer> marks = new ArrayList<>();
    private final List<Integer> positions = new ArrayList<>();

    Parser(Dialect dialect) {
      this.dialect = dialect;
    }

    void append(String text) {
      int at = 0;
      while (at < text.length()) {
        at = appendNext(text, at);
      }
    }

    /** Appends what begins here, and returns where it ends. */
    private int appendNext(String text, int at) {
      char first = text.charAt(at);
      if (first == '\'' || first == '"') {
        return copy(text, at, endOf(text, String.valueOf(first), at + 1));
      }
      if (text.startsWith("--", at)) {
        int end = text.indexOf('\n', at);
        return copy(text, at, end < 0 ? text.length() : end + 1);
      }
      if (text.startsWith("/*", at)) {
        return copy(text, at, endOf(text, "*/", at + 2));
      }
      if (text.startsWith("::", at)) {
        return copy(text, at, at + 2);
      }
      if (first == '{') {
        int end = endOfWord(text, at);
        append(dialect.translate(text.substring(at + 1, end - 1).strip()));
        return end;
      }
      if (first == '?') {
        throw new IllegalArgumentException("A parameter without a name in: " + text);
      }
      int end = first == ':' ? endOfName(text, at + 1) : at;
      if (end <= at + 1) {
        return copy(text, at, at + 1);
      }
      appendParameter(text.substring(at + 1, end));
      return end;
    }

    private void appendParameter(String name) {
      if (!names.contains(name)) {
        names.add(name);
      }
      marks.add(names.indexOf(name));
      positions.add(sql.length());
      sql.append('?');
    }

    private int copy(String text, int from, int to) {
      sql.append(text, from, to);
      return to;
    }

    private static int endOf(String text, String closing, int from) {
      int end = text.indexOf(closing, from);
      if (end < 0) {
        throw new IllegalArgumentException("No closing " + closing + " in: " + text);
      }
      return end + closing.length();
    }

    /** Words may contain words. */
    private static int endOfWord(String text, int from) {
      int depth = 0;
      for (int at = from; at < text.length(); at++) {
        char next = text.charAt(at);
        depth += next == '{' ? 1 : next == '}' ? -1 : 0;
        if (depth == 0) {
          return at + 1;
        }
      }
      throw new IllegalArgumentException("No closing } in: " + text);
    }

    private static int endOfName(String text, int from) {
      int end = from;
      while (end < text.length()
          && (end == from
              ? Character.isJavaIdentifierStart(text.charAt(end))
              : Character.isJavaIdentifierPart(text.charAt(end)))) {
        end++;
      }
      return end;
    }
  }
}
