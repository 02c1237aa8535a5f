package dev.letterbox.modelbased.model;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of the model with the copies of all participants. */
final class ModelMessage {

  final String name;
  final MessageKind kind;
  final ModelMessage parent;
  final String thread;
  final Instant sentAt;
  final int level;

  /** Null for a notice. */
  String sender;

  /** The only recipient; null for a broadcast. */
  String recipient;

  String subject;
  String body;
  ModerationStatus status = ModerationStatus.ACCEPTED;
  String reason;
  Instant decidedAt;
  Instant withdrawnAt;

  /** Null for a notice. */
  ModelEntry senderEntry;

  /** Deliveries by recipient, whether the message is accepted or not. */
  final Map<String, ModelDelivery> deliveries = new LinkedHashMap<>();

  ModelMessage(String name, MessageKind kind, ModelMessage parent, Instant sentAt, int level) {
    this.name = name;
    this.kind = kind;
    this.parent = parent;
    this.thread = parent == null ? name : parent.thread;
    this.sentAt = sentAt;
    this.level = level;
  }

  boolean isAccepted() {
    return status == ModerationStatus.ACCEPTED;
  }

  boolean isSentBy(String user) {
    return user.equals(sender);
  }

  boolean isReceivedBy(String user) {
    return isAccepted() && deliveries.containsKey(user);
  }

  boolean isVisibleTo(String user) {
    return isSentBy(user) || isReceivedBy(user);
  }

  /** A visitor has no mailbox, so a message to one counts as read when it is accepted. */
  boolean isReadByVisitor() {
    return kind == MessageKind.MESSAGE && recipient == null && isAccepted();
  }

  boolean involves(String user) {
    return isSentBy(user) || user.equals(recipient);
  }

  /** Whether moderators decide about the message. */
  boolean isModerated() {
    return kind == MessageKind.MESSAGE && withdrawnAt == null;
  }

  /** The copies that a user can see, the received one first. */
  List<ModelEntry> entriesOf(String user) {
    List<ModelEntry> entries = new ArrayList<>();
    if (isReceivedBy(user)) {
      entries.add(deliveries.get(user));
    }
    if (isSentBy(user)) {
      entries.add(senderEntry);
    }
    return entries;
  }

  /** Whether the sender's copy was deleted on writing; the sender can still open the message. */
  boolean isDeletedWhenSent() {
    return senderEntry != null && sentAt.equals(senderEntry.deletedAt);
  }

  /** Whether the sender's copy is in no folder, not even in the trash. */
  boolean isHiddenFromFolders() {
    return kind == MessageKind.BROADCAST && isDeletedWhenSent();
  }

  boolean isOpenTo(String user) {
    return entriesOf(user).stream().anyMatch(ModelEntry::isOpen)
        || (isSentBy(user) && isDeletedWhenSent());
  }

  @Override
  public String toString() {
    return name;
  }
}
