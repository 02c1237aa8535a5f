package dev.letterbox.shared;

import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Work that a schedule does again and again. The schedule would end with the first exception or
 * error, without a word, so that is logged.
 *
 * @param fault what the log says then
 */
public record Unfailing(Runnable work, Logger log, String fault) implements Runnable {

  @Override
  public void run() {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      log.log(Level.WARNING, e, () -> fault);
    }
  }
}
