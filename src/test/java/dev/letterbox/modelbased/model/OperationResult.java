package dev.letterbox.modelbased.model;

import java.util.Collection;
import java.util.TreeSet;

/** The result of an operation as text. */
public final class OperationResult {

  public static final String DONE = "done";
  public static final String NOT_FOUND = "not found";
  public static final String CONFLICT = "conflict";
  public static final String FORBIDDEN = "forbidden";

  private OperationResult() {}

  public static String invalid(Collection<String> fields) {
    return "invalid " + new TreeSet<>(fields);
  }
}
