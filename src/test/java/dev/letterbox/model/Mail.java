package dev.letterbox.model;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that the model keeps. */
final class Mail {

  Instant now;
  boolean allowDeleteUnread;
  boolean deleteRead;

  /** By name, in the order in which they were written. */
  final Map<String, Letter> letters = new LinkedHashMap<>();

  /** Who blocks whom. */
  final Set<List<String>> blocks = new HashSet<>();

  /** Names of users who have left. */
  final Set<String> gone = new HashSet<>();

  boolean isGone(String user) {
    return user != null && gone.contains(user);
  }

  List<Letter> of(String user) {
    return letters.values().stream().filter(letter -> letter.isOf(user)).toList();
  }

  List<Letter> received(String user) {
    return letters.values().stream().filter(letter -> letter.isReceivedBy(user)).toList();
  }

  List<Letter> inbox(String user) {
    return received(user).stream().filter(letter -> letter.copies.get(user).isInInbox()).toList();
  }

  List<Letter> newestFirst(List<Letter> some) {
    List<Letter> order = new ArrayList<>(letters.values());
    return some.stream().sorted(Comparator.comparingInt(order::indexOf).reversed()).toList();
  }

  /** Accepts a message, or not any more; what was replied to knows. */
  void moderate(Letter letter, ModerationStatus status, String reason) {
    letter.status = status;
    letter.reason = reason;
    letter.decidedAt = now;
    if (letter.isAccepted() && letter.recipient != null) {
      letter.copies.computeIfAbsent(letter.recipient, name -> new Copy()).deletedAt = null;
    }
    tellParent(letter);
  }

  /** The earliest accepted reply of a recipient is when he replied. */
  void tellParent(Letter reply) {
    if (reply.parent == null) {
      return;
    }
    Copy copy = reply.parent.copies.get(reply.sender);
    if (copy != null) {
      copy.repliedAt =
          letters.values().stream()
              .filter(each -> each.parent == reply.parent && each.isSentBy(reply.sender))
              .filter(each -> each.isAccepted() && each.withdrawnAt == null)
              .map(each -> each.sentAt)
              .min(Comparator.naturalOrder())
              .orElse(null);
    }
  }

  /** What a user has seen becomes read, or goes where that is set. */
  void seen(String user, Letter letter) {
    if (!letter.isReceivedBy(user) || !letter.copies.get(user).isOpen()) {
      return;
    }
    Copy copy = letter.copies.get(user);
    read(copy);
    if (deleteRead) {
      copy.deletedAt = now;
    }
  }

  /** The first time stays. */
  void read(Copy copy) {
    if (copy.isUnread()) {
      copy.readAt = now;
    }
  }
}
