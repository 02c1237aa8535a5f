package dev.letterbox.testing.support.statement;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The SQL statements that a thread executes, as {@link RecordingDataSource} sees them. */
public final class StatementRecorder {

  /** The statements of this thread since its recording began; null if it does not record. */
  private static final ThreadLocal<List<String>> RECORDING = new ThreadLocal<>();

  /** Code that executes statements. */
  @FunctionalInterface
  public interface RecordableWork {
    void run() throws Exception;
  }

  /** Statements that this thread may execute a limited number of times. */
  private record RefusalRule(String prefix, AtomicInteger remaining) {}

  /** What PostgreSQL had to do in the same time. */
  private static final ThreadLocal<DatabaseWork> DATABASE_WORK = new ThreadLocal<>();

  /** Numbers of round trips and of statements that PostgreSQL had to parse. */
  record DatabaseWork(int roundTrips, int parses) {

    static final DatabaseWork NONE = new DatabaseWork(0, 0);

    DatabaseWork withRoundTrip() {
      return new DatabaseWork(roundTrips + 1, parses);
    }

    DatabaseWork withParse() {
      return new DatabaseWork(roundTrips, parses + 1);
    }
  }

  private static final ThreadLocal<RefusalRule> REFUSAL_RULE = new ThreadLocal<>();

  private StatementRecorder() {}

  /** Runs code while the database rejects statements that begin with this prefix. */
  public static void runRefusing(String prefix, RecordableWork work) throws Exception {
    runRefusing(prefix, 0, work);
  }

  /** Runs code while the database rejects statements with this prefix after the allowed number. */
  public static void runRefusing(String prefix, int allowed, RecordableWork work) throws Exception {
    REFUSAL_RULE.set(new RefusalRule(prefix, new AtomicInteger(allowed)));
    try {
      work.run();
    } finally {
      REFUSAL_RULE.remove();
    }
  }

  /** Fails if statements like this are rejected on this thread. */
  static void throwIfRefused(String sql) throws SQLException {
    RefusalRule rule = REFUSAL_RULE.get();
    if (rule != null
        && Stream.of(sql.split(";\n"))
            .anyMatch(statement -> withoutHints(statement).startsWith(rule.prefix()))
        && rule.remaining().getAndDecrement() <= 0) {
      throw new SQLException("Refused by a test", "XX000");
    }
  }

  /** The statement on one line, without hints for Derby. */
  private static String withoutHints(String sql) {
    return sql.replaceAll("--DERBY-PROPERTIES[^\n]*\n", " ").replaceAll("\\s+", " ");
  }

  /** The texts of the statements that this code executes on this thread; a batch counts as one. */
  public static List<String> capture(RecordableWork work) throws Exception {
    List<String> outer = RECORDING.get();
    List<String> inner = new ArrayList<>();
    RECORDING.set(inner);
    try {
      work.run();
    } finally {
      if (outer == null) {
        RECORDING.remove();
      } else {
        outer.addAll(inner);
        RECORDING.set(outer);
      }
    }
    return List.copyOf(inner);
  }

  /** The number of round trips to PostgreSQL that this code makes on this thread; 0 with Derby. */
  public static int countRoundTrips(RecordableWork work) throws Exception {
    start();
    try {
      work.run();
      return databaseWork().roundTrips();
    } finally {
      stop();
    }
  }

  static void start() {
    RECORDING.set(new ArrayList<>());
    DATABASE_WORK.set(DatabaseWork.NONE);
  }

  static void stop() {
    RECORDING.remove();
    DATABASE_WORK.remove();
  }

  /** What PostgreSQL had to do since the start; nothing with Derby. */
  static DatabaseWork databaseWork() {
    DatabaseWork work = DATABASE_WORK.get();
    return work == null ? DatabaseWork.NONE : work;
  }

  static void appendRoundTrip() {
    resetDatabaseWork(databaseWork().withRoundTrip());
  }

  static void appendParse() {
    resetDatabaseWork(databaseWork().withParse());
  }

  /** Takes back what was done since. */
  static void resetDatabaseWork(DatabaseWork work) {
    if (DATABASE_WORK.get() != null) {
      DATABASE_WORK.set(work);
    }
  }

  static List<String> executed() {
    List<String> executed = RECORDING.get();
    return executed == null ? List.of() : List.copyOf(executed);
  }

  static void append(String text) {
    List<String> executed = RECORDING.get();
    if (executed != null) {
      executed.add(text);
    }
  }
}
