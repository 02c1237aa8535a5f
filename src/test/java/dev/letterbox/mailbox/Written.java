package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Kind;
import dev.letterbox.api.Message;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.Map;

/** A message and all its deliveries, by recipient. */
record Written(
    Message message, boolean senderArchived, Instant senderDeleted, Map<String, Copy> copies) {

  /** What a recipient did with it. */
  record Copy(Instant readAt, Instant repliedAt, boolean archived, Instant deletedAt) {

    private boolean isInInbox() {
      return !archived && deletedAt == null;
    }
  }

  boolean isAccepted() {
    return message.moderationStatus() == ModerationStatus.ACCEPTED;
  }

  /** Whether somebody received it and can see it. */
  boolean isReceivedBy(String owner) {
    return copies.containsKey(owner) && isAccepted();
  }

  /** What this user sees of it in a folder, null when it does not lie there. */
  Shown in(Folder folder, String owner) {
    Copy copy = copies.get(owner);
    return copy != null && isReceivedIn(folder, copy)
        ? received(owner)
        : isSentIn(folder, owner) ? sent() : null;
  }

  private boolean isReceivedIn(Folder folder, Copy copy) {
    return switch (folder) {
      case INBOX -> copy.isInInbox();
      case SENT -> false;
      case ARCHIVES -> copy.archived() && copy.deletedAt() == null;
      case TRASH -> copy.deletedAt() != null && isAccepted();
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
                  && (message.kind() != Kind.BROADCAST || !senderDeleted.equals(message.sentAt()));
        };
  }

  /** What this recipient sees of it. */
  Shown received(String owner) {
    Copy copy = copies.get(owner);
    return new Shown(side(owner, copy, copy.archived(), copy.deletedAt()), true);
  }

  /** What its sender sees of it. */
  Shown sent() {
    String recipient = message.recipient();
    Copy none = new Copy(null, null, false, null);
    Copy copy = recipient == null ? none : copies.getOrDefault(recipient, none);
    return new Shown(side(recipient, copy, senderArchived, senderDeleted), false);
  }

  private Message side(String recipient, Copy copy, boolean archived, Instant deletedAt) {
    return copy(message, recipient, copy.readAt(), copy.repliedAt(), archived, deletedAt, 1);
  }

  /** A message that stands for so many of its conversation. */
  static Message standingFor(Message message, int messages) {
    return copy(
        message,
        message.recipient(),
        message.readAt(),
        message.repliedAt(),
        message.archived(),
        message.deletedAt(),
        messages);
  }

  private static Message copy(
      Message message,
      String recipient,
      Instant readAt,
      Instant repliedAt,
      boolean archived,
      Instant deletedAt,
      int messages) {
    return new Message(
        message.id(),
        message.thread(),
        message.kind(),
        message.sender(),
        recipient,
        message.subject(),
        message.body(),
        message.level(),
        message.levelTag(),
        message.tags(),
        message.view(),
        message.sentAt(),
        readAt,
        repliedAt,
        archived,
        deletedAt,
        message.moderationStatus(),
        message.moderationReason(),
        message.parent(),
        null,
        message.withdrawnAt(),
        messages);
  }
}
