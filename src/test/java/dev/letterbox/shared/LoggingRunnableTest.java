package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.support.recording.RecordedLog;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class LoggingRunnableTest {

  private final Logger logger = Logger.getAnonymousLogger();
  private final RecordedLog log = new RecordedLog(logger, Level.ALL);

  LoggingRunnableTest() {
    logger.setUseParentHandlers(false);
  }

  private Runnable loggingRunnable(Runnable failing) {
    return new LoggingRunnable(failing, logger, "It could not be done");
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
    assertEquals(2, log.records().size());
    assertEquals("It could not be done", log.records().get(0).getMessage());
    assertEquals(fault, log.records().get(0).getThrown());
  }

  @Test
  void error_is_logged_and_not_rethrown() {
    OutOfMemoryError error = new OutOfMemoryError("for a moment");
    loggingRunnable(
            () -> {
              throw error;
            })
        .run();
    assertEquals(error, log.records().get(0).getThrown());
  }
}
