package dev.letterbox.notification;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.outbox.OutboxRecord;
import java.util.Objects;

/** Whether, and as what, the current state of a message is delivered for a record. */
final class DeliveryRules {

  private DeliveryRules() {}

  /** Whether the state of the message still matches the record. */
  static boolean isDeliverable(NotificationMessage message, OutboxRecord record) {
    MessageHeader header = message.header();
    if (record.type() == NotificationType.REJECTION) {
      return header.moderationStatus() == ModerationStatus.REJECTED
          && Objects.equals(header.sender(), record.recipient());
    }
    boolean isSingleRecipient = header.kind() == MessageKind.MESSAGE;
    return header.moderationStatus() == ModerationStatus.ACCEPTED
        && (!isSingleRecipient || Objects.equals(header.recipient(), record.recipient()));
  }

  /** Whether its acceptance was taken back: a later one appends no further record. */
  static boolean isSuspended(NotificationMessage message, OutboxRecord record) {
    return record.type() == NotificationType.MESSAGE
        && message.header().moderationStatus() != ModerationStatus.ACCEPTED;
  }

  /** E-mail address of the visitor to notify; null when the recipient is a user. */
  static String visitorAddress(NotificationMessage message, OutboxRecord record) {
    MessageHeader header = message.header();
    boolean isVisitor =
        header.kind() == MessageKind.MESSAGE
            && (record.type() == NotificationType.REJECTION ? header.sender() : header.recipient())
                == null;
    return isVisitor ? header.visitorEmail() : null;
  }

  /** The type for the record's recipient: a message may be a reply to one of its own. */
  static NotificationType typeFor(NotificationMessage message, OutboxRecord record) {
    MessageHeader header = message.header();
    boolean isReply =
        record.type() == NotificationType.MESSAGE
            && (header.recipient() == null
                ? header.visitorEmail() != null
                    && header.visitorEmail().equals(message.parentVisitor())
                : header.recipient().equals(message.parentSender()));
    return isReply ? NotificationType.REPLY : record.type();
  }
}
