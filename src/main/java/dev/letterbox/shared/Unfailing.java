package dev.letterbox.shared;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that a schedule does again and again. The schedule would end with the first exception, so
 * that is logged.
 *
 * @param fault what the log says then
 */
public record Unfailing(Runnable work, Logger log, String fault) implements Runnable {

  @Override
  public void run() {
    try {
      work.run();
    } catch (RuntimeException e) {
      log.log(Level.WARNING, e, () -> fault);
    }
  }
}
