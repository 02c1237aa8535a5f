package dev.letterbox.testing.support;

import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A channel that does to each recipient what a test has told it to. */
@ApplicationScoped
public class ScriptedChannel implements NotificationChannel {

  public static final String NAME = "scripted";

  private static final int MAX_BODY_LENGTH = 50_000;

  /** Something that is done instead of telling somebody. */
  @FunctionalInterface
  public interface InjectedFault {
    void raise() throws InterruptedException;
  }

  private final Map<String, Queue<InjectedFault>> faults = new ConcurrentHashMap<>();
  private final Queue<Notification> attempted = new ConcurrentLinkedQueue<>();
  private final Queue<Notification> delivered = new ConcurrentLinkedQueue<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean supportsVisitors() {
    return true;
  }

  @Override
  public void deliver(Notification received) {
    Notification notification = truncated(received);
    attempted.add(notification);
    Queue<InjectedFault> scheduled = faults.get(recipientOf(notification));
    InjectedFault fault = scheduled == null ? null : scheduled.poll();
    if (fault != null) {
      try {
        fault.raise();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    delivered.add(notification);
  }

  /** Of a long text the beginning: many of them would fill the memory of the tests. */
  static Notification truncated(Notification notification) {
    MessageSnapshot message = notification.message();
    return message.body().length() <= MAX_BODY_LENGTH
        ? notification
        : new Notification(
            notification.id(),
            notification.type(),
            notification.recipient(),
            notification.address(),
            new MessageSnapshot(
                message.id(),
                message.thread(),
                message.kind(),
                message.sender(),
                message.senderName(),
                message.subject(),
                message.body().substring(0, MAX_BODY_LENGTH),
                message.level(),
                message.tags(),
                message.view(),
                message.sentAt(),
                message.reason()));
  }

  private static String recipientOf(Notification notification) {
    return notification.isToVisitor() ? notification.address() : notification.recipient().name();
  }

  /** The next times that somebody is to be told this happens, in this order; then all is well. */
  public void injectNext(String recipient, InjectedFault... injected) {
    faults
        .computeIfAbsent(recipient, name -> new ConcurrentLinkedQueue<>())
        .addAll(List.of(injected));
  }

  /** A mishap. */
  public static InjectedFault throwing(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  /** What somebody, or an address, was told. */
  public List<Notification> deliveredTo(String recipient) {
    return filterByRecipient(delivered, recipient);
  }

  /** The same, and what failed. */
  public List<Notification> attemptedFor(String recipient) {
    return filterByRecipient(attempted, recipient);
  }

  private static List<Notification> filterByRecipient(
      Queue<Notification> notifications, String recipient) {
    return notifications.stream().filter(each -> recipient.equals(recipientOf(each))).toList();
  }
}
