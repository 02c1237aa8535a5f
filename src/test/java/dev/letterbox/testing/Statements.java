package dev.letterbox.testing;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The SQL statements that a thread executes, as {@link CountingDataSource} sees them. */
public final class Statements {

  /** What this thread executed since it was told to record; nothing is recorded otherwise. */
  private static final ThreadLocal<List<String>> RECORD = new ThreadLocal<>();

  /** Something that executes statements. */
  @FunctionalInterface
  public interface Work {
    void run() throws Exception;
  }

  /** What this thread may not execute any more, after so many times. */
  private record Refused(String beginning, AtomicInteger left) {}

  private static final ThreadLocal<Refused> REFUSED = new ThreadLocal<>();

  private Statements() {}

  /** Does some work while the database refuses each statement that begins like this. */
  public static void refusing(String beginning, Work work) throws Exception {
    refusing(beginning, 0, work);
  }

  /** The same, but so many of them are executed before. */
  public static void refusing(String beginning, int executed, Work work) throws Exception {
    REFUSED.set(new Refused(beginning, new AtomicInteger(executed)));
    try {
      work.run();
    } finally {
      REFUSED.remove();
    }
  }

  /** Fails if the statement is refused on this thread. */
  static void refuse(String sql) throws SQLException {
    Refused refused = REFUSED.get();
    if (refused != null
        && sql.startsWith(refused.beginning())
        && refused.left().getAndDecrement() <= 0) {
      throw new SQLException("Refused by a test", "XX000");
    }
  }

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
