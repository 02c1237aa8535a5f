package dev.letterbox.modelbased.model;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The state of the model. */
final class ModelState {

  Instant now;
  boolean allowDeleteUnread;
  boolean deleteRead;

  /** Messages by name, in the order of writing. */
  final Map<String, ModelMessage> messages = new LinkedHashMap<>();

  /** Pairs of blocking and blocked user. */
  final Set<List<String>> blocks = new HashSet<>();

  /** Pseudonyms of erased users. */
  final Set<String> erasedUsers = new HashSet<>();

  boolean isErased(String user) {
    return user != null && erasedUsers.contains(user);
  }

  List<ModelMessage> visibleTo(String user) {
    return messages.values().stream().filter(message -> message.isVisibleTo(user)).toList();
  }

  List<ModelMessage> received(String user) {
    return messages.values().stream().filter(message -> message.isReceivedBy(user)).toList();
  }

  List<ModelMessage> inbox(String user) {
    return received(user).stream()
        .filter(message -> message.deliveries.get(user).isInInbox())
        .toList();
  }

  List<ModelMessage> newestFirst(List<ModelMessage> selected) {
    List<ModelMessage> order = new ArrayList<>(messages.values());
    return selected.stream().sorted(Comparator.comparingInt(order::indexOf).reversed()).toList();
  }

  /** Sets the moderation status, and updates the parent of a reply. */
  void moderate(ModelMessage message, ModerationStatus status, String reason) {
    message.status = status;
    message.reason = reason;
    message.decidedAt = now;
    if (message.isAccepted() && message.recipient != null) {
      message.deliveries.computeIfAbsent(message.recipient, name -> new ModelDelivery()).deletedAt =
          null;
    }
    updateRepliedAt(message);
  }

  /** A recipient has replied at the time of the earliest accepted reply. */
  void updateRepliedAt(ModelMessage reply) {
    if (reply.parent == null) {
      return;
    }
    ModelDelivery delivery = reply.parent.deliveries.get(reply.sender);
    if (delivery != null) {
      delivery.repliedAt =
          messages.values().stream()
              .filter(each -> each.parent == reply.parent && each.isSentBy(reply.sender))
              .filter(each -> each.isAccepted() && each.withdrawnAt == null)
              .map(each -> each.sentAt)
              .min(Comparator.naturalOrder())
              .orElse(null);
    }
  }

  /** Marks a displayed message read, or deletes it if so configured. */
  void markDisplayed(String user, ModelMessage message) {
    if (!message.isReceivedBy(user) || !message.deliveries.get(user).isOpen()) {
      return;
    }
    ModelDelivery delivery = message.deliveries.get(user);
    markRead(delivery);
    if (deleteRead) {
      delivery.deletedAt = now;
    }
  }

  /** Keeps the time of the first reading. */
  void markRead(ModelDelivery delivery) {
    if (delivery.isUnread()) {
      delivery.readAt = now;
    }
  }
}
