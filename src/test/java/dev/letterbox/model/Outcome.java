package dev.letterbox.model;

import java.util.Collection;
import java.util.TreeSet;

/** What came of an operation, in words. */
final class Outcome {

  static final String DONE = "done";
  static final String NOT_FOUND = "not found";
  static final String CONFLICT = "conflict";
  static final String FORBIDDEN = "forbidden";

  private Outcome() {}

  static String invalid(Collection<String> fields) {
    return "invalid " + new TreeSet<>(fields);
  }
}
