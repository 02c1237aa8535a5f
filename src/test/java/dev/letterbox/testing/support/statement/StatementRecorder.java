package dev.letterbox.testing.support.statement;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * What a thread executes: SQL statements, as {@link RecordingDataSource} sees them, and round trips
 * and parsed statements, as {@link CountingSocketFactory} does.
 */
public final class StatementRecorder {

  /** What this thread has executed since its recording began; null if it does not record. */
  private static final ThreadLocal<Recording> RECORDING = new ThreadLocal<>();

  /** Code that executes statements. */
  @FunctionalInterface
  public interface RecordableWork {
    void run() throws Exception;
  }

  /** Statements that this thread may execute a limited number of times. */
  private record RefusalRule(String prefix, AtomicInteger remaining) {}

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
    return record(work).statements();
  }

  /** What this code executes on this thread. */
  public static Recording record(RecordableWork work) throws Exception {
    Recording outer = RECORDING.get();
    RECORDING.set(Recording.EMPTY);
    try {
      work.run();
      return RECORDING.get();
    } finally {
      if (outer == null) {
        RECORDING.remove();
      } else {
        RECORDING.set(outer.plus(RECORDING.get()));
      }
    }
  }

  static void start() {
    RECORDING.set(Recording.EMPTY);
  }

  static void stop() {
    RECORDING.remove();
  }

  /** What this thread has executed since the start. */
  static Recording current() {
    Recording recording = RECORDING.get();
    return recording == null ? Recording.EMPTY : recording;
  }

  /** Takes back what was executed since it was this. */
  static void reset(Recording recording) {
    if (RECORDING.get() != null) {
      RECORDING.set(recording);
    }
  }

  static void appendRoundTrip() {
    append(new Recording(List.of(), 1, 0));
  }

  static void appendParse() {
    append(new Recording(List.of(), 0, 1));
  }

  static void append(String text) {
    append(new Recording(List.of(text), 0, 0));
  }

  private static void append(Recording more) {
    Recording recording = RECORDING.get();
    if (recording != null) {
      RECORDING.set(recording.plus(more));
    }
  }
}
