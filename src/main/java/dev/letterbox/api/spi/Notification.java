package dev.letterbox.api.spi;

import dev.letterbox.api.notification.NotificationType;

/**
 * Notifies one user or visitor that a message was accepted or rejected.
 *
 * @param id unique, and the same for each attempt on every node: at most 100 letters, digits, dots
 *     and hyphens
 * @param type what it is about
 * @param recipient an active and approved user; null for a visitor
 * @param address where the channel reaches the recipient: from {@link NotificationApproval} or
 *     {@link NotificationChannel#addressOf}, for a visitor the e-mail address; null when there is
 *     none
 * @param message the message
 */
public record Notification(
    String id, NotificationType type, User recipient, String address, MessageSnapshot message) {

  /** Whether the recipient is a visitor. */
  public boolean isToVisitor() {
    return recipient == null;
  }
}
