package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import java.util.List;

/** A channel whose outages are said. */
record WatchedChannel(NotificationChannel channel, Outages outages) implements NotificationChannel {

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
    outages.watch(name(), () -> channel.deliver(notification));
  }

  @Override
  public void deliver(List<Notification> notifications) {
    outages.watch(name(), () -> channel.deliver(notifications));
  }
}
