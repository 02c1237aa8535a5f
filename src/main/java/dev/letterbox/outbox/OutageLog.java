package dev.letterbox.outbox;

import dev.letterbox.api.spi.DeliveryFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Has the log say once that a channel reaches nobody, and once that it does again: workers try it
 * every few seconds. Another reason is said when a minute has passed. What a server answered word
 * for word may hold addresses, so it is said at level FINE only.
 */
@ApplicationScoped
public class OutageLog {

  private static final Logger LOG = Logger.getLogger(OutageLog.class.getName());

  private static final long MIN_LOG_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final Map<String, LoggedOutage> logged = new ConcurrentHashMap<>();

  /** What the log has said, and when. */
  private record LoggedOutage(String error, long loggedAt) {

    boolean suppresses(String newError) {
      return error.equals(newError) || System.nanoTime() - loggedAt < MIN_LOG_INTERVAL_NANOS;
    }
  }

  /** Tells somebody on a channel; what is thrown passes. */
  public void deliverLogged(String channel, Runnable delivery) {
    try {
      delivery.run();
      if (logged.remove(channel) != null) {
        LOG.info(() -> "Channel " + channel + " reaches its recipients again");
      }
    } catch (DeliveryFailedException e) {
      if (e.failureType() == DeliveryFailedException.FailureType.CHANNEL_UNAVAILABLE) {
        logOnce(channel, e);
      }
      throw e;
    }
  }

  private void logOnce(String channel, DeliveryFailedException e) {
    String error = String.valueOf(e.getMessage());
    LoggedOutage current = new LoggedOutage(error, System.nanoTime());
    LoggedOutage effective =
        logged.merge(
            channel, current, (previous, latest) -> previous.suppresses(error) ? previous : latest);
    if (effective.equals(current)) {
      LOG.warning(() -> "Channel " + channel + " reaches nobody: " + error);
      LOG.log(Level.FINE, e, () -> "Why channel " + channel + " reaches nobody");
    }
  }
}
