package dev.letterbox.modelbased;

import java.util.Collection;
import java.util.TreeSet;

/** The result of an operation as text. */
final class OperationResult {

  static final String DONE = "done";
  static final String NOT_FOUND = "not found";
  static final String CONFLICT = "conflict";
  static final String FORBIDDEN = "forbidden";

  private OperationResult() {}

  static String invalid(Collection<String> fields) {
    return "invalid " + new TreeSet<>(fields);
  }
}
