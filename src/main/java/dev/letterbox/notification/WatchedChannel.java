package dev.letterbox.notification;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A channel of which the log says once when it reaches nobody, and once when it does again: workers
 * try it every few seconds. Another reason is said when a minute has passed.
 */
class WatchedChannel implements NotificationChannel {

  private static final Logger LOG = Logger.getLogger(WatchedChannel.class.getName());

  private static final long QUIET_NANOS = Duration.ofMinutes(1).toNanos();

  private final NotificationChannel channel;
  private final AtomicReference<Outage> outage = new AtomicReference<>();

  WatchedChannel(NotificationChannel channel) {
    this.channel = channel;
  }

  /** What the log has said, and when. */
  private record Outage(String error, long saidAt) {

    boolean covers(String another) {
      return error.equals(another) || System.nanoTime() - saidAt < QUIET_NANOS;
    }
  }

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public boolean isOpen() {
    return channel.isOpen();
  }

  @Override
  public boolean reachesVisitors() {
    return channel.reachesVisitors();
  }

  @Override
  public boolean sendsDigests() {
    return channel.sendsDigests();
  }

  @Override
  public void deliver(Notification notification) {
    watch(() -> channel.deliver(notification));
  }

  @Override
  public void deliver(List<Notification> notifications) {
    watch(() -> channel.deliver(notifications));
  }

  private void watch(Runnable delivery) {
    try {
      delivery.run();
      if (outage.get() != null && outage.getAndSet(null) != null) {
        LOG.info(() -> "Channel " + name() + " reaches its recipients again");
      }
    } catch (DeliveryFailedException e) {
      if (e.kind() == DeliveryFailedException.Kind.UNAVAILABLE) {
        say(e);
      }
      throw e;
    }
  }

  private void say(DeliveryFailedException e) {
    String error = String.valueOf(e.getMessage());
    Outage said = outage.get();
    boolean isNews = said == null || !said.covers(error);
    if (isNews && outage.compareAndSet(said, new Outage(error, System.nanoTime()))) {
      LOG.log(Level.WARNING, e, () -> "Channel " + name() + " reaches nobody: " + error);
    }
  }
}
