package dev.letterbox.testing.support;

import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.User;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears what an application would hear of messages, and is a channel, too. */
@ApplicationScoped
public class RecordedEvents implements NotificationChannel {

  private final Queue<RecordedMessageSent> events = new ConcurrentLinkedQueue<>();
  private final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();

  @Inject private TableQueries tables;

  /**
   * An event, and what was true when it arrived.
   *
   * @param stored whether another transaction sees the message
   * @param managedThread whether it arrived on a thread of the server's executors
   */
  public record RecordedMessageSent(
      MessageSent event, boolean stored, boolean managedThread, String thread) {}

  void onMessageSent(@ObservesAsync MessageSent event) {
    boolean isStored =
        tables.selectNumber("select count(*) from lb_message where id = ?", event.messageId()) == 1;
    Thread thread = Thread.currentThread();
    events.add(
        new RecordedMessageSent(
            event, isStored, thread instanceof ManageableThread, thread.getName()));
  }

  @Override
  public String name() {
    return "heard";
  }

  @Override
  public String addressOf(User user) {
    return user.email();
  }

  @Override
  public void deliver(Notification notification) {
    if (notification.recipient().name().startsWith("unreachable")) {
      throw new IllegalStateException("This test channel reaches nobody of that name");
    }
    notifications.add(ScriptedChannel.truncated(notification));
  }

  /** Events of messages by this sender. */
  public List<RecordedMessageSent> eventsOf(String sender) {
    return events.stream().filter(event -> sender.equals(event.event().sender())).toList();
  }

  /** At which addresses this user was told; null is none. */
  public List<String> notifiedAddresses(String recipient) {
    return notifications.stream()
        .filter(notification -> recipient.equals(notification.recipient().name()))
        .map(Notification::address)
        .toList();
  }

  /** What a user was told. */
  public record DeliveredNotification(
      long messageId, NotificationType type, String sender, String recipient) {}

  /** What this user was told. */
  public List<DeliveredNotification> notificationsFor(String recipient) {
    return notifications.stream()
        .filter(notification -> recipient.equals(notification.recipient().name()))
        .map(
            notification ->
                new DeliveredNotification(
                    notification.message().id(),
                    notification.type(),
                    notification.message().sender(),
                    recipient))
        .toList();
  }
}
