package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoggingRunnableTest {

  private final List<LogRecord> records = new ArrayList<>();
  private final Logger log = Logger.getAnonymousLogger();

  LoggingRunnableTest() {
    log.setUseParentHandlers(false);
    log.addHandler(
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            records.add(record);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        });
  }

  private Runnable loggingRunnable(Runnable failing) {
    return new LoggingRunnable(failing, log, "It could not be done");
  }

  @Test
  void exception_is_logged_and_not_rethrown() {
    IllegalStateException fault = new IllegalStateException("no database");
    Runnable work =
        loggingRunnable(
            () -> {
              throw fault;
            });
    work.run();
    work.run();
    assertEquals(2, records.size());
    assertEquals("It could not be done", records.get(0).getMessage());
    assertEquals(fault, records.get(0).getThrown());
  }

  @Test
  void error_is_logged_and_not_rethrown() {
    OutOfMemoryError error = new OutOfMemoryError("for a moment");
    loggingRunnable(
            () -> {
              throw error;
            })
        .run();
    assertEquals(error, records.get(0).getThrown());
  }
}
