package dev.letterbox.testing;

import java.util.ArrayList;
import java.util.List;

/** The SQL statements that a thread executes, as {@link CountingDataSource} sees them. */
public final class Statements {

  /** What this thread executed since it was told to record; nothing is recorded otherwise. */
  private static final ThreadLocal<List<String>> RECORD = new ThreadLocal<>();

  /** Something that executes statements. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  private Statements() {}

  /** The texts of the statements that some work executes on this thread; a batch counts as one. */
  public static List<String> during(Work work) throws Exception {
    List<String> outer = RECORD.get();
    List<String> inner = new ArrayList<>();
    RECORD.set(inner);
    try {
      work.run();
    } finally {
      if (outer == null) {
        RECORD.remove();
      } else {
        outer.addAll(inner);
        RECORD.set(outer);
      }
    }
    return List.copyOf(inner);
  }

  static void start() {
    RECORD.set(new ArrayList<>());
  }

  static void stop() {
    RECORD.remove();
  }

  static List<String> executed() {
    List<String> executed = RECORD.get();
    return executed == null ? List.of() : List.copyOf(executed);
  }

  static void add(String text) {
    List<String> executed = RECORD.get();
    if (executed != null) {
      executed.add(text);
    }
  }
}
