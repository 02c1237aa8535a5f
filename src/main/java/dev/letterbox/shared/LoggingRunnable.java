package dev.letterbox.shared;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A task for an executor. Exceptions and errors are logged, because an executor drops them, and
 * they would end a fixed schedule.
 *
 * @param failureMessage the message of the log record
 */
public record LoggingRunnable(Runnable task, Logger logger, String failureMessage)
    implements Runnable {

  @Override
  public void run() {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      logger.log(Level.WARNING, e, () -> failureMessage);
    }
  }
}
