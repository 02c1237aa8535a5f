package dev.letterbox.notification;

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
class Outages {

  private static final Logger LOG = Logger.getLogger(Outages.class.getName());

  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final Map<String, Outage> said = new ConcurrentHashMap<>();

  /** What the log has said, and when. */
  private record Outage(String error, long saidAt) {

    boolean covers(String another) {
      return error.equals(another) || System.nanoTime() - saidAt < QUIET_NANOS;
    }
  }

  /** Tells somebody on a channel; what is thrown passes. */
  void watch(String channel, Runnable telling) {
    try {
      telling.run();
      if (said.remove(channel) != null) {
        LOG.info(() -> "Channel " + channel + " reaches its recipients again");
      }
    } catch (DeliveryFailedException e) {
      if (e.kind() == DeliveryFailedException.Kind.UNAVAILABLE) {
        say(channel, e);
      }
      throw e;
    }
  }

  private void say(String channel, DeliveryFailedException e) {
    String error = String.valueOf(e.getMessage());
    Outage now = new Outage(error, System.nanoTime());
    Outage noted = said.merge(channel, now, (before, news) -> before.covers(error) ? before : news);
    if (noted.equals(now)) {
      LOG.warning(() -> "Channel " + channel + " reaches nobody: " + error);
      LOG.log(Level.FINE, e, () -> "Why channel " + channel + " reaches nobody");
    }
  }
}
