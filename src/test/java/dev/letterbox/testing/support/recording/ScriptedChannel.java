package dev.letterbox.testing.support.recording;

import dev.letterbox.api.spi.MessageSnapshot;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A channel that raises the faults that a test has injected for a recipient. */
@ApplicationScoped
public class ScriptedChannel implements NotificationChannel {

  public static final String NAME = "scripted";

  private static final int MAX_BODY_LENGTH = 50_000;

  /** Code that runs in a delivery before it succeeds. */
  @FunctionalInterface
  public interface InjectedFault {
    void raise() throws InterruptedException;
  }

  private final Map<String, Queue<InjectedFault>> faults = new ConcurrentHashMap<>();
  private final Queue<Notification> attempted = new ConcurrentLinkedQueue<>();
  private final Queue<Notification> delivered = new ConcurrentLinkedQueue<>();
  private final Queue<List<String>> closedBatches = new ConcurrentLinkedQueue<>();

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

  @Override
  public Batch openBatch() {
    return new RecordedBatch();
  }

  private final class RecordedBatch implements Batch {

    private final List<String> recipients = new ArrayList<>();

    @Override
    public void deliver(Notification notification) {
      recipients.add(recipientOf(notification));
      ScriptedChannel.this.deliver(notification);
    }

    @Override
    public void deliver(List<Notification> notifications) {
      notifications.forEach(this::deliver);
    }

    @Override
    public void close() {
      closedBatches.add(recipients);
    }
  }

  /** Shortens long bodies, because many of them fill the memory of the tests. */
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

  /** Injects faults into the next deliveries to a user or an address, in this order. */
  public void injectNext(String recipient, InjectedFault... injected) {
    faults
        .computeIfAbsent(recipient, name -> new ConcurrentLinkedQueue<>())
        .addAll(List.of(injected));
  }

  /** A fault that throws this. */
  public static InjectedFault throwing(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  /** The successful deliveries to a user or an address. */
  public List<Notification> deliveredTo(String recipient) {
    return filterByRecipient(delivered, recipient);
  }

  /** The successful and failed deliveries to a user or an address. */
  public List<Notification> attemptedFor(String recipient) {
    return filterByRecipient(attempted, recipient);
  }

  /** For each closed batch with a delivery to one of these recipients: its recipients. */
  public List<List<String>> closedBatchesFor(Collection<String> recipients) {
    return closedBatches.stream()
        .filter(batch -> batch.stream().anyMatch(recipients::contains))
        .toList();
  }

  private static List<Notification> filterByRecipient(
      Queue<Notification> notifications, String recipient) {
    return notifications.stream().filter(each -> recipient.equals(recipientOf(each))).toList();
  }
}
