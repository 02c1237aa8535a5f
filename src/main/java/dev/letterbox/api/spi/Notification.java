package dev.letterbox.api.spi;

import dev.letterbox.api.notification.NotificationType;

/**
 * The hint for one user or visitor that a message exists, or was rejected.
 *
 * @param id the same each time that this is tried again, on every node, and of no other: at most
 *     100 letters, digits, dots and hyphens
 * @param type what it is about
 * @param recipient who is to be told, active and approved; null for a visitor
 * @param address e-mail address to use, which a {@link NotificationApproval} may have changed; null
 *     when there is none
 * @param message what there is to tell
 */
public record Notification(
    String id, NotificationType type, User recipient, String address, MessageSnapshot message) {

  /** Whether somebody without an account is to be told. */
  public boolean isToVisitor() {
    return recipient == null;
  }
}
