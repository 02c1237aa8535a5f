package dev.letterbox.testing;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import jakarta.enterprise.concurrent.ManageableThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Hears what an application would hear of messages, and is a channel, too. */
@ApplicationScoped
public class Heard implements NotificationChannel {

  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Queue<Notification> notifications = new ConcurrentLinkedQueue<>();

  @Inject private Rows rows;

  /**
   * An event, and what was true when it arrived.
   *
   * @param stored whether another transaction sees the message
   * @param managed whether it arrived on a thread of the server's executors
   */
  public record Event(MessageSent sent, boolean stored, boolean managed, String thread) {}

  void sent(@ObservesAsync MessageSent event) {
    boolean stored =
        rows.number("select count(*) from lb_message where id = ?", event.messageId()) == 1;
    Thread thread = Thread.currentThread();
    events.add(new Event(event, stored, thread instanceof ManageableThread, thread.getName()));
  }

  @Override
  public String name() {
    return "heard";
  }

  @Override
  public void deliver(Notification notification) {
    if (notification.recipient().name().startsWith("unreachable")) {
      throw new IllegalStateException("This test channel reaches nobody of that name");
    }
    notifications.add(Scripted.kept(notification));
  }

  /** Events of messages by this sender. */
  public List<Event> eventsOf(String sender) {
    return events.stream().filter(event -> sender.equals(event.sent().sender())).toList();
  }

  /** At which addresses this user was told; null is none. */
  public List<String> addressesOf(String recipient) {
    return notifications.stream()
        .filter(notification -> recipient.equals(notification.recipient().name()))
        .map(Notification::address)
        .toList();
  }

  /** What a user was told. */
  public record Told(long messageId, NotificationLabel label, String sender, String recipient) {}

  /** What this user was told. */
  public List<Told> notificationsFor(String recipient) {
    return notifications.stream()
        .filter(notification -> recipient.equals(notification.recipient().name()))
        .map(
            notification ->
                new Told(
                    notification.message().id(),
                    notification.label(),
                    notification.message().sender(),
                    recipient))
        .toList();
  }
}
