package dev.letterbox.modelbased.model;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Cleanup and erasure in the model. */
final class ModelMaintenance {

  private final ModelState state;

  ModelMaintenance(ModelState state) {
    this.state = state;
  }

  /** Removes conversations that all participants deleted until a time. */
  void cleanUp(Instant until) {
    Set<String> remainingThreads =
        state.messages.values().stream()
            .filter(message -> !isRemovable(message, until))
            .map(message -> message.thread)
            .collect(Collectors.toSet());
    state.messages.values().removeIf(message -> !remainingThreads.contains(message.thread));
  }

  private static boolean isRemovable(ModelMessage message, Instant until) {
    List<Instant> deletions = new ArrayList<>();
    if (message.senderEntry != null) {
      deletions.add(message.senderEntry.deletedAt);
    }
    if (message.withdrawnAt != null) {
      deletions.add(message.withdrawnAt);
    }
    if (message.status == ModerationStatus.REJECTED) {
      deletions.add(message.decidedAt);
    } else {
      message.deliveries.values().forEach(delivery -> deletions.add(delivery.deletedAt));
    }
    return message.status != ModerationStatus.PENDING
        && deletions.stream().allMatch(deleted -> deleted != null && !deleted.isAfter(until));
  }

  /**
   * Removes the deliveries to a user, and conversations that no user can see any more. Other
   * messages that no user can see lose their text; visible ones show the pseudonym.
   */
  void erase(String user, String pseudonym) {
    state.erasedUsers.add(pseudonym);
    state.blocks.removeIf(pair -> pair.contains(user));
    List<ModelMessage> received =
        state.messages.values().stream()
            .filter(message -> message.deliveries.containsKey(user))
            .toList();
    for (ModelMessage message : state.messages.values()) {
      message.deliveries.remove(user);
      if (user.equals(message.recipient)) {
        message.recipient = pseudonym;
      }
      if (message.isSentBy(user)) {
        message.sender = pseudonym;
        message.senderEntry = null;
      }
    }
    state.messages.values().stream()
        .filter(message -> received.contains(message) || message.involves(pseudonym))
        .filter(this::isOrphaned)
        .toList()
        .forEach(this::removeOrClear);
  }

  private void removeOrClear(ModelMessage orphaned) {
    boolean anyVisible =
        state.messages.values().stream()
            .anyMatch(each -> each.thread.equals(orphaned.thread) && !isOrphaned(each));
    if (anyVisible) {
      orphaned.withdrawnAt = state.now;
    } else {
      state.messages.values().removeIf(each -> each.thread.equals(orphaned.thread));
    }
  }

  private boolean isOrphaned(ModelMessage message) {
    String owner = message.sender == null ? message.recipient : message.sender;
    return message.deliveries.isEmpty() && (owner == null || state.isErased(owner));
  }
}
