package dev.letterbox.testing;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.api.spi.NotifiedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A channel that does to each recipient what a test has told it to. */
@ApplicationScoped
public class Scripted implements NotificationChannel {

  public static final String NAME = "scripted";

  private static final int LONGEST = 50_000;

  /** Something that is done instead of telling somebody. */
  @FunctionalInterface
  public interface Mishap {
    void happen() throws InterruptedException;
  }

  private final Map<String, Queue<Mishap>> mishaps = new ConcurrentHashMap<>();
  private final Queue<Notification> tried = new ConcurrentLinkedQueue<>();
  private final Queue<Notification> told = new ConcurrentLinkedQueue<>();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean reachesVisitors() {
    return true;
  }

  @Override
  public void deliver(Notification whole) {
    Notification notification = kept(whole);
    tried.add(notification);
    Queue<Mishap> waiting = mishaps.get(nameOf(notification));
    Mishap mishap = waiting == null ? null : waiting.poll();
    if (mishap != null) {
      try {
        mishap.happen();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    told.add(notification);
  }

  /** Of a long text the beginning: many of them would fill the memory of the tests. */
  static Notification kept(Notification notification) {
    NotifiedMessage message = notification.message();
    return message.body().length() <= LONGEST
        ? notification
        : new Notification(
            notification.id(),
            notification.label(),
            notification.recipient(),
            notification.address(),
            new NotifiedMessage(
                message.id(),
                message.thread(),
                message.kind(),
                message.sender(),
                message.senderName(),
                message.subject(),
                message.body().substring(0, LONGEST),
                message.level(),
                message.tags(),
                message.view(),
                message.sentAt(),
                message.reason()));
  }

  private static String nameOf(Notification notification) {
    return notification.isToVisitor() ? notification.address() : notification.recipient().name();
  }

  /** The next times that somebody is to be told this happens, in this order; then all is well. */
  public void next(String recipient, Mishap... happening) {
    mishaps
        .computeIfAbsent(recipient, name -> new ConcurrentLinkedQueue<>())
        .addAll(List.of(happening));
  }

  /** A mishap. */
  public static Mishap throwing(RuntimeException thrown) {
    return () -> {
      throw thrown;
    };
  }

  /** What somebody, or an address, was told. */
  public List<Notification> toldTo(String recipient) {
    return of(told, recipient);
  }

  /** The same, and what failed. */
  public List<Notification> triedFor(String recipient) {
    return of(tried, recipient);
  }

  private static List<Notification> of(Queue<Notification> notifications, String recipient) {
    return notifications.stream().filter(each -> recipient.equals(nameOf(each))).toList();
  }
}
