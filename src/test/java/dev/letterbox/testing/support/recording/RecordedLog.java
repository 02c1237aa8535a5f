package dev.letterbox.testing.support.recording;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Records what a logger logs, until it is closed. */
public final class RecordedLog extends Handler implements AutoCloseable {

  private final Logger logger;
  private final Level formerLevel;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  /** Begins to record the logger of a class, at all levels. */
  public RecordedLog(Class<?> type) {
    this(Logger.getLogger(type.getName()), Level.ALL);
  }

  /** Begins to record a logger and those below it that have no level of their own. */
  public RecordedLog(Logger logger, Level level) {
    this.logger = logger;
    this.formerLevel = logger.getLevel();
    logger.setLevel(level);
    logger.addHandler(this);
  }

  @Override
  public void publish(LogRecord entry) {
    records.add(entry);
  }

  /** What was logged until now. */
  public List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** Level and message of what was logged until now, such as {@code INFO Started}. */
  public List<String> lines() {
    return records.stream().map(entry -> entry.getLevel() + " " + entry.getMessage()).toList();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setLevel(formerLevel);
  }
}
