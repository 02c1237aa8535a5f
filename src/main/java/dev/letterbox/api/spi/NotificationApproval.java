package dev.letterbox.api.spi;

import dev.letterbox.api.notification.NotificationType;

/**
 * Decides whether a user is notified on a channel, and at which address. The default approves all;
 * to replace it, add an {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type. Not
 * called for inactive users and for visitors.
 *
 * <p>Threads and transactions: as for {@link NotificationChannel#deliver}; return quickly. After an
 * exception the notification is retried later.
 */
@FunctionalInterface
public interface NotificationApproval {

  /**
   * Decides about one notification.
   *
   * @param user an active user who wants notifications of this type
   * @param type the type of the notification
   * @param channel name of the channel, such as {@code email}
   */
  Approval decide(User user, NotificationType type, String channel);

  /**
   * A decision.
   *
   * @param approved whether the user is notified
   * @param address address on the channel; null for {@link NotificationChannel#addressOf}
   */
  record Approval(boolean approved, String address) {

    public static final Approval YES = new Approval(true, null);
    public static final Approval NO = new Approval(false, null);

    /** Approves, with another address. */
    public static Approval at(String address) {
      return new Approval(true, address);
    }
  }
}
