package dev.letterbox.outbox.worker;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.worker.PreparedDelivery.DeliveryAction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Logs each delivery at level FINE, without its recipient, and the start and the end of a channel's
 * outage once each, although workers try it every few seconds. A changed error is logged again
 * after a minute. The cause, which may be the verbatim reply of a server and contain addresses, is
 * logged at level FINE only.
 */
@ApplicationScoped
public class DeliveryLog {

  private static final Logger LOG = Logger.getLogger(DeliveryLog.class.getName());

  private static final Duration MIN_LOG_INTERVAL = Duration.ofMinutes(1);

  private final Map<String, LoggedOutage> logged = new ConcurrentHashMap<>();

  private record LoggedOutage(String error, long loggedAt) {

    boolean suppresses(String newError) {
      return error.equals(newError) || System.nanoTime() - loggedAt < MIN_LOG_INTERVAL.toNanos();
    }
  }

  /** Runs a delivery of a record, or of a part of its range; exceptions are thrown on. */
  void deliverLogged(OutboxRecord record, DeliveryAction delivery) {
    deliverLogged(record.channel(), delivery.action());
    logDelivered(record, delivery.id());
  }

  /**
   * Logs a delivery that has succeeded.
   *
   * @param id what the receiver got as its id
   */
  public static void logDelivered(OutboxRecord record, String id) {
    LOG.fine(() -> "Delivered " + id + ": " + record);
  }

  /** Runs a delivery on a channel; exceptions are thrown on. */
  void deliverLogged(String channel, Runnable delivery) {
    try {
      delivery.run();
      if (logged.remove(channel) != null) {
        LOG.info(() -> "Channel " + channel + " is available again");
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
      LOG.warning(() -> "Channel " + channel + " is unavailable: " + error);
      LOG.log(Level.FINE, e, () -> "Cause of the outage of channel " + channel);
    }
  }
}
