package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.logging.Logger;

/** Writes notifications into the server's log: broadcasts and notices at level FINE. */
@ApplicationScoped
public class LogChannel implements NotificationChannel {

  private static final Logger LOG = Logger.getLogger(LogChannel.class.getName());

  @Override
  public String name() {
    return "log";
  }

  @Override
  public boolean supportsVisitors() {
    return true;
  }

  @Override
  public void deliver(Notification notification) {
    switch (notification.type()) {
      case MESSAGE, REPLY, REJECTION -> LOG.info(() -> text(notification));
      case BROADCAST, NOTICE -> LOG.fine(() -> text(notification));
    }
  }

  private static String text(Notification notification) {
    return notification.type()
        + " "
        + notification.message().id()
        + " for "
        + (notification.isToVisitor() ? "a visitor" : notification.recipient().name());
  }
}
