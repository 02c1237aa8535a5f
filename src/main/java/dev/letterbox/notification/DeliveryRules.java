package dev.letterbox.notification;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.outbox.OutboxRecord;
import java.util.Objects;

/** Whether, and as what, the current state of a message is delivered for a record. */
final class DeliveryRules {

  private DeliveryRules() {}

  /** Whether the state of the message still matches the record. */
  static boolean isDeliverable(NotificationMessage message, OutboxRecord record) {
    if (record.type() == NotificationType.REJECTION) {
      return message.status() == ModerationStatus.REJECTED
          && Objects.equals(message.sender(), record.recipient());
    }
    boolean isSingleRecipient = message.kind() == MessageKind.MESSAGE;
    return message.status() == ModerationStatus.ACCEPTED
        && (!isSingleRecipient || Objects.equals(message.recipient(), record.recipient()));
  }

  /** Whether its acceptance was taken back: a later one appends no further record. */
  static boolean isSuspended(NotificationMessage message, OutboxRecord record) {
    return record.type() == NotificationType.MESSAGE
        && message.status() != ModerationStatus.ACCEPTED;
  }

  /** E-mail address of the visitor to notify; null when the recipient is a user. */
  static String visitorAddress(NotificationMessage message, OutboxRecord record) {
    boolean isVisitor =
        message.kind() == MessageKind.MESSAGE
            && (record.type() == NotificationType.REJECTION
                    ? message.sender()
                    : message.recipient())
                == null;
    return isVisitor ? message.visitor() : null;
  }

  /** The type for the record's recipient: a message may be a reply to one of its own. */
  static NotificationType typeFor(NotificationMessage message, OutboxRecord record) {
    boolean isReply =
        record.type() == NotificationType.MESSAGE
            && (message.recipient() == null
                ? message.visitor() != null && message.visitor().equals(message.parentVisitor())
                : message.recipient().equals(message.parentSender()));
    return isReply ? NotificationType.REPLY : record.type();
  }
}
