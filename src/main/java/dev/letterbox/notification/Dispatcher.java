package dev.letterbox.notification;

import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.RecipientsOfMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells every recipient of a message on every channel. */
@ApplicationScoped
public class Dispatcher {

  private static final Logger LOG = Logger.getLogger(Dispatcher.class.getName());

  @Inject @Any private Instance<NotificationChannel> channels;
  @Inject private RecipientsOfMessage recipients;

  void sent(@ObservesAsync MessageSent event) {
    if (!event.notification() || event.toVisitor()) {
      return; // no channel reaches a visitor
    }
    if (event.recipient() != null) {
      tell(event, List.of(event.recipient()));
    } else {
      recipients.forEachChunk(event.messageId(), names -> tell(event, names));
      LOG.info(() -> event.kind() + " " + event.messageId() + ": told " + event.deliveries());
    }
  }

  private void tell(MessageSent event, List<String> names) {
    for (NotificationChannel channel : channels) {
      names.forEach(name -> deliver(channel, notification(event, name)));
    }
  }

  private static Notification notification(MessageSent event, String recipient) {
    return new Notification(event.messageId(), event.kind(), event.sender(), recipient);
  }

  /** A channel is somebody else's code: whatever it throws concerns this notification only. */
  private static void deliver(NotificationChannel channel, Notification notification) {
    try {
      channel.deliver(notification);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Channel " + channel.name() + " failed: " + notification);
    }
  }
}
