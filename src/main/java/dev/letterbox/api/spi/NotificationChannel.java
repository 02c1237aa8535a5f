package dev.letterbox.api.spi;

import java.util.List;

/**
 * A way to tell users of messages. All CDI beans of this type are used; each has its own entries in
 * the outbox, so that a channel which is slow or closed keeps no other one waiting.
 *
 * <p>Threads and transactions: called after the commit of the message, on a managed thread, without
 * a transaction, by several threads at once and on every node. A notification comes at least once:
 * after a crash the last few come again, with the same {@link Notification#id}.
 *
 * <p>Failures: {@link DeliveryFailedException} says whether it is of no use to try again, and
 * whether anybody can be reached at the moment. After any other exception the notification comes
 * again, later and later ({@code letterbox.outbox.*}), until it is dead. An administrator can see
 * dead ones with their errors, and have them tried again.
 */
public interface NotificationChannel {

  /**
   * The name under which settings, preferences and logs speak of it: short, lower case, no other
   * channel's; {@code webhook-} is for webhooks.
   */
  String name();

  /**
   * Whether anything is sent on it in this installation. While it is closed nothing is kept for it
   * either.
   */
  default boolean isEnabled() {
    return true;
  }

  /**
   * Whether visitors can be told on it. What they are to be told is kept for such channels only.
   */
  default boolean supportsVisitors() {
    return false;
  }

  /**
   * Tells one user, or one visitor. Return when it is done; do not take longer than you must: use
   * timeouts.
   *
   * @throws DeliveryFailedException when that did not work
   */
  void deliver(Notification notification);

  /**
   * Whether users can choose to be told together, once an hour or a day, what there was. Then it
   * comes by {@link #deliver(List)}, or by {@link #deliver(Notification)} when it is one thing
   * only, and of each text come the first 10,000 characters.
   */
  default boolean supportsDigests() {
    return false;
  }

  /**
   * Tells one user several things together. Threads, transactions and failures as for {@link
   * #deliver(Notification)}.
   *
   * @param notifications two or more, all for the same user, the newest first
   */
  default void deliver(List<Notification> notifications) {
    notifications.forEach(this::deliver);
  }
}
