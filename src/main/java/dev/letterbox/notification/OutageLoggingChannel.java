package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import dev.letterbox.outbox.OutageLog;
import java.util.List;

/** Logs outages of a channel. */
record OutageLoggingChannel(NotificationChannel channel, OutageLog outageLog)
    implements NotificationChannel {

  @Override
  public String name() {
    return channel.name();
  }

  @Override
  public boolean isEnabled() {
    return channel.isEnabled();
  }

  @Override
  public boolean supportsVisitors() {
    return channel.supportsVisitors();
  }

  @Override
  public String addressOf(User user) {
    return channel.addressOf(user);
  }

  @Override
  public boolean supportsDigests() {
    return channel.supportsDigests();
  }

  @Override
  public void deliver(Notification notification) {
    outageLog.deliverLogged(name(), () -> channel.deliver(notification));
  }

  @Override
  public void deliver(List<Notification> notifications) {
    outageLog.deliverLogged(name(), () -> channel.deliver(notifications));
  }
}
