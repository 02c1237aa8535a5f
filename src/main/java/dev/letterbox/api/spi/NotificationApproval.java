package dev.letterbox.api.spi;

import dev.letterbox.api.notification.NotificationType;

/**
 * Says whether a user is to be notified at all, and at which address. The default says yes; to
 * replace it, add an {@code @ApplicationScoped @Alternative @Priority(1)} bean of this type. Users
 * who are not active are never asked about, and visitors neither.
 *
 * <p>Threads and transactions: as for {@link NotificationChannel#deliver}; answer fast. After an
 * exception the notification is tried again later.
 */
@FunctionalInterface
public interface NotificationApproval {

  /** What it says of this user. */
  Approval of(User user, NotificationType type);

  /**
   * The answer.
   *
   * @param approved whether the user is to be notified
   * @param address e-mail address to use; null for the user's own
   */
  record Approval(boolean approved, String address) {

    public static final Approval YES = new Approval(true, null);
    public static final Approval NO = new Approval(false, null);

    /** Yes, but at another address. */
    public static Approval at(String address) {
      return new Approval(true, address);
    }
  }
}
