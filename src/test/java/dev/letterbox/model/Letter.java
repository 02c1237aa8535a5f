package dev.letterbox.model;

import dev.letterbox.api.Kind;
import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A message of the model, with all of its sides. */
final class Letter {

  final String name;
  final Kind kind;
  final Letter parent;
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
  Side sent;

  /** By recipient: what was delivered, whether its message is accepted now or not. */
  final Map<String, Copy> copies = new LinkedHashMap<>();

  Letter(String name, Kind kind, Letter parent, Instant sentAt, int level) {
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
    return isAccepted() && copies.containsKey(user);
  }

  boolean isOf(String user) {
    return isSentBy(user) || isReceivedBy(user);
  }

  /** A visitor's side is read and deleted by itself. */
  boolean isToVisitor() {
    return kind == Kind.MESSAGE && recipient == null;
  }

  boolean isBetween(String user) {
    return isSentBy(user) || user.equals(recipient);
  }

  /** Whether moderators decide about it. */
  boolean isModerated() {
    return kind == Kind.MESSAGE && withdrawnAt == null;
  }

  /** The sides that are this user's to see, the received one first. */
  List<Side> sides(String user) {
    List<Side> sides = new ArrayList<>();
    if (isReceivedBy(user)) {
      sides.add(copies.get(user));
    }
    if (isSentBy(user)) {
      sides.add(sent);
    }
    return sides;
  }

  /** Whether its sender's side was deleted as it was written: it stays open to him. */
  boolean isSentAndDeleted() {
    return sent != null && sentAt.equals(sent.deletedAt);
  }

  /** Whether its sender's side clutters no folder, not even the trash. */
  boolean isInNoFolder() {
    return kind == Kind.BROADCAST && isSentAndDeleted();
  }

  boolean isOpenTo(String user) {
    return sides(user).stream().anyMatch(Side::isOpen) || (isSentBy(user) && isSentAndDeleted());
  }

  @Override
  public String toString() {
    return name;
  }
}
