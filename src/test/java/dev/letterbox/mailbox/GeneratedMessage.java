package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.Map;

/** A generated message and its deliveries by recipient. */
record GeneratedMessage(
    Message message,
    boolean senderArchived,
    Instant senderDeleted,
    Map<String, GeneratedDelivery> deliveries) {

  /** State of one delivery. */
  record GeneratedDelivery(Instant readAt, Instant repliedAt, boolean archived, Instant deletedAt) {

    private boolean isInInbox() {
      return !archived && deletedAt == null;
    }
  }

  boolean isAccepted() {
    return message.moderationStatus() == ModerationStatus.ACCEPTED;
  }

  /** Whether the user received it and can see it. */
  boolean isReceivedBy(String owner) {
    return deliveries.containsKey(owner) && isAccepted();
  }

  /** The entry of a user in a folder; null if it is not there. */
  GeneratedEntry entryIn(Folder folder, String owner) {
    GeneratedDelivery delivery = deliveries.get(owner);
    return delivery != null && isReceivedIn(folder, delivery)
        ? receivedEntry(owner)
        : isSentIn(folder, owner) ? sentEntry() : null;
  }

  private boolean isReceivedIn(Folder folder, GeneratedDelivery delivery) {
    return switch (folder) {
      case INBOX -> delivery.isInInbox();
      case SENT -> false;
      case ARCHIVES -> delivery.archived() && delivery.deletedAt() == null;
      case TRASH -> delivery.deletedAt() != null && isAccepted();
    };
  }

  private boolean isSentIn(Folder folder, String owner) {
    return owner.equals(message.sender())
        && switch (folder) {
          case INBOX -> false;
          case SENT -> !senderArchived && senderDeleted == null;
          case ARCHIVES -> senderArchived && senderDeleted == null;
          case TRASH ->
              senderDeleted != null
                  && (message.kind() != MessageKind.BROADCAST
                      || !senderDeleted.equals(message.sentAt()));
        };
  }

  /** The received side. */
  GeneratedEntry receivedEntry(String owner) {
    GeneratedDelivery delivery = deliveries.get(owner);
    return new GeneratedEntry(
        messageOfSide(owner, delivery, delivery.archived(), delivery.deletedAt()), true);
  }

  /** The sent side. */
  GeneratedEntry sentEntry() {
    String recipient = message.recipient();
    GeneratedDelivery noDelivery = new GeneratedDelivery(null, null, false, null);
    GeneratedDelivery delivery =
        recipient == null ? noDelivery : deliveries.getOrDefault(recipient, noDelivery);
    return new GeneratedEntry(
        messageOfSide(recipient, delivery, senderArchived, senderDeleted), false);
  }

  private Message messageOfSide(
      String recipient, GeneratedDelivery delivery, boolean archived, Instant deletedAt) {
    return message.toBuilder()
        .recipient(recipient)
        .read(delivery.readAt(), delivery.repliedAt())
        .side(archived, deletedAt)
        .build();
  }

  /** A copy with another number of messages of its conversation. */
  static Message withMessageCount(Message message, int messages) {
    return message.toBuilder().messageCount(messages).build();
  }
}
