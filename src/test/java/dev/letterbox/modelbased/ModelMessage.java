package dev.letterbox.modelbased;

import dev.letterbox.api.MessageKind;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of the model, with all of its sides. */
final class ModelMessage {

  final String name;
  final MessageKind kind;
  final ModelMessage parent;
  final String thread;
  final Instant sentAt;
  final int level;

  /** Null for a notice. */
  String sender;

  /** The one whom it was written to; null when there are many. */
  String recipient;

  String subject;
  String body;
  ModerationStatus status = ModerationStatus.ACCEPTED;
  String reason;
  Instant decidedAt;
  Instant withdrawnAt;

  /** Null for a notice. */
  ModelEntry senderEntry;

  /** By recipient: what was delivered, whether its message is accepted now or not. */
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

  /** A visitor has nothing to read it in, so that it counts as read once it is accepted. */
  boolean isReadByVisitor() {
    return kind == MessageKind.MESSAGE && recipient == null && isAccepted();
  }

  boolean involves(String user) {
    return isSentBy(user) || user.equals(recipient);
  }

  /** Whether moderators decide about it. */
  boolean isModerated() {
    return kind == MessageKind.MESSAGE && withdrawnAt == null;
  }

  /** The sides that are this user's to see, the received one first. */
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

  /** Whether its sender's side was deleted as it was written: it stays open to him. */
  boolean isDeletedWhenSent() {
    return senderEntry != null && sentAt.equals(senderEntry.deletedAt);
  }

  /** Whether its sender's side clutters no folder, not even the trash. */
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
