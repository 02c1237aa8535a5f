package dev.letterbox.testing.support.recording;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** A channel that records its notifications, and fails for users named {@code unreachable…}. */
@ApplicationScoped
public class RecordingChannel implements NotificationChannel {

  public static final String NAME = "recording";

  private final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();

  /** A delivered notification. */
  public record DeliveredNotification(
      long messageId, NotificationType type, String sender, String recipient) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String addressOf(User user) {
    return user.email();
  }

  @Override
  public void deliver(Notification notification) {
    if (notification.recipient().name().startsWith("unreachable")) {
      throw new IllegalStateException("Thrown by a test");
    }
    notifications.add(ScriptedChannel.truncated(notification));
  }

  private Stream<Notification> streamFor(String recipient) {
    return notifications.stream()
        .filter(notification -> recipient.equals(notification.recipient().name()));
  }

  /** The notifications of a user. */
  public List<DeliveredNotification> notificationsFor(String recipient) {
    return streamFor(recipient)
        .map(
            notification ->
                new DeliveredNotification(
                    notification.message().id(),
                    notification.type(),
                    notification.message().sender(),
                    recipient))
        .toList();
  }

  /** The addresses of a user's notifications; null is none. */
  public List<String> notifiedAddresses(String recipient) {
    return streamFor(recipient).map(Notification::address).toList();
  }
}
