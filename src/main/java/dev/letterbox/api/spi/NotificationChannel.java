package dev.letterbox.api.spi;

import java.util.List;

/**
 * A channel that notifies users of messages, such as e-mail. All CDI beans of this type are used;
 * each has its own records in the outbox, so a slow or unavailable channel delays no other.
 *
 * <p>A channel of your own is one class:
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class SmsChannel implements NotificationChannel {
 *
 *   @Inject private PhoneBook phoneBook;
 *   @Inject private SmsGateway gateway;
 *
 *   @Override
 *   public String name() {
 *     return "sms";
 *   }
 *
 *   @Override
 *   public String addressOf(User user) {
 *     return phoneBook.mobileNumber(user.name());
 *   }
 *
 *   @Override
 *   public void deliver(Notification notification) {
 *     if (notification.address() != null) {
 *       gateway.send(notification.address(), "New: " + notification.message().subject());
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>A new channel is on for all types, notices and broadcasts included, until {@code
 * letterbox.notifications.off} names it; the default of that setting names the channels {@code
 * email} and {@code log} only.
 *
 * <p>Threads and transactions: called after the commit of the message, on a managed thread, without
 * a transaction, by several threads at once and on every node. Delivery is at least once: after a
 * crash the last few notifications are delivered again, with the same {@link Notification#id}.
 *
 * <p>Failures: a {@link DeliveryFailedException} states whether a retry is useful and whether the
 * channel is available at all. After any other exception the notification is retried with growing
 * delays ({@code letterbox.outbox.*}), until it is dead. Administrators see dead ones with their
 * errors, and can replay them.
 */
public interface NotificationChannel {

  /** Prefix of names that are reserved for webhooks. */
  String WEBHOOK_PREFIX = "webhook-";

  /**
   * The name in settings, preferences and logs: unique, always the same, 1 to 50 characters a-z,
   * 0-9, dot, hyphen and underscore, the first a letter or digit, without the prefix {@value
   * #WEBHOOK_PREFIX}. With another name Letterbox does not start.
   */
  String name();

  /**
   * Whether this installation uses the channel. Nothing is stored in the outbox for a disabled
   * channel.
   */
  default boolean isEnabled() {
    return true;
  }

  /** Whether the channel delivers to visitors, at their e-mail address. */
  default boolean supportsVisitors() {
    return false;
  }

  /**
   * The address at which the channel reaches a user, as it is passed in {@link
   * Notification#address} unless a {@link NotificationApproval} gives another one. Null, the
   * default, for a user without an address, or when the channel needs none.
   */
  default String addressOf(User user) {
    return null;
  }

  /**
   * Delivers one notification to a user or visitor. Return when it is delivered; use timeouts.
   *
   * @throws DeliveryFailedException when it could not be delivered
   */
  void deliver(Notification notification);

  /**
   * Whether users can choose hourly or daily digests on this channel. A digest is delivered by
   * {@link #deliver(List)}, or by {@link #deliver(Notification)} when it contains one notification;
   * bodies are cut off after 10,000 characters.
   */
  default boolean supportsDigests() {
    return false;
  }

  /**
   * Delivers a digest to one user. Threads, transactions and failures as for {@link
   * #deliver(Notification)}.
   *
   * @param notifications two or more, all for the same user at the same address, newest first
   */
  default void deliver(List<Notification> notifications) {
    notifications.forEach(this::deliver);
  }

  /**
   * Opens a batch: deliveries that a worker makes one after the other, which may share resources
   * such as a connection. The default delivers each notification on its own.
   *
   * <p>A batch is used by one thread, which closes it. Open resources with the first delivery, as
   * there may be none.
   */
  default Batch openBatch() {
    NotificationChannel channel = this;
    return new Batch() {
      @Override
      public void deliver(Notification notification) {
        channel.deliver(notification);
      }

      @Override
      public void deliver(List<Notification> notifications) {
        channel.deliver(notifications);
      }

      @Override
      public void close() {}
    };
  }

  /** Deliveries that share resources; see {@link #openBatch}. */
  interface Batch extends AutoCloseable {

    /** As {@link NotificationChannel#deliver(Notification)}. */
    void deliver(Notification notification);

    /** As {@link NotificationChannel#deliver(List)}. */
    void deliver(List<Notification> notifications);

    /** Releases the resources. Throws no exception. */
    @Override
    void close();
  }
}
