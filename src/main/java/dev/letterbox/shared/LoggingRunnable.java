package dev.letterbox.shared;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that a schedule does again and again. The schedule would end with the first exception or
 * error, without a word, so that is logged.
 *
 * @param failureMessage what the log says then
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
