package dev.letterbox.mailbox;

import dev.letterbox.api.ActionTargets;
import dev.letterbox.api.MailboxAction;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.SenderStateRepository;
import dev.letterbox.message.store.SenderStateRepository.SenderState;
import dev.letterbox.message.store.query.MailboxMessageQuery;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Applies an action to messages and conversations of a user, all or none. Both sides of a message
 * to oneself change.
 */
@ApplicationScoped
class MailboxActions {

  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private SenderStateRepository senderStates;
  @Inject private Settings settings;
  @Inject private MailboxMessageQuery messageQuery;

  /** Both sides of the targeted messages, locked. */
  private record LockedMessages(List<Delivery> received, List<SenderState> sent) {

    Set<Long> messageIds() {
      return Stream.concat(
              received.stream().map(Delivery::messageId), sent.stream().map(SenderState::messageId))
          .collect(Collectors.toSet());
    }

    Set<Long> threadIds() {
      return Stream.concat(
              received.stream().map(Delivery::thread), sent.stream().map(SenderState::thread))
          .collect(Collectors.toSet());
    }
  }

  void apply(String owner, MailboxAction action, ActionTargets targets, Instant now) {
    LockedMessages locked = lock(owner, targets);
    requireAll(targets.threads(), locked.threadIds());
    LockedMessages affected = applicable(locked, action);
    requireAll(targets.messages(), affected.messageIds());
    if (action == MailboxAction.DELETE) {
      requireRead(affected.received());
    }
    deliveryUpdater.update(
        owner, affected.received(), delivery -> updatedDelivery(action, delivery, now));
    senderStates.update(affected.sent(), state -> updatedSenderState(action, state, now));
  }

  private static void requireAll(Collection<Long> requested, Set<Long> available) {
    for (long id : requested) {
      if (!available.contains(id)) {
        throw new MessageNotFoundException(id);
      }
    }
  }

  private LockedMessages lock(String owner, ActionTargets targets) {
    List<Delivery> received = deliveryUpdater.lock(owner, targets.messages(), targets.threads());
    Set<Long> hidden =
        messageQuery.findHidden(received); // reads messages before any of them is locked
    List<SenderState> sent = senderStates.lock(owner, targets.messages(), targets.threads());
    return new LockedMessages(
        received.stream().filter(delivery -> !hidden.contains(delivery.messageId())).toList(),
        sent);
  }

  private static LockedMessages applicable(LockedMessages locked, MailboxAction action) {
    Predicate<SenderState> appliesToSent =
        switch (action) {
          case RESTORE -> state -> true;
          case ARCHIVE -> state -> state.deletedAt() == null;
          case DELETE -> SenderState::isVisible;
          case READ, UNREAD -> state -> false;
        };
    return new LockedMessages(
        locked.received().stream()
            .filter(delivery -> action == MailboxAction.RESTORE || delivery.deletedAt() == null)
            .toList(),
        locked.sent().stream().filter(appliesToSent).toList());
  }

  private void requireRead(List<Delivery> received) {
    if (!settings.get(Setting.ALLOW_DELETE_UNREAD)) {
      received.stream()
          .filter(delivery -> delivery.readAt() == null)
          .findFirst()
          .ifPresent(
              delivery -> {
                throw new NotPermittedException(
                    "message " + delivery.messageId(),
                    "You do not have the permission to delete unread messages");
              });
    }
  }

  private static Delivery updatedDelivery(MailboxAction action, Delivery delivery, Instant now) {
    return switch (action) {
      case ARCHIVE -> delivery.archived(true);
      case DELETE -> delivery.deletedAt(now);
      case RESTORE ->
          delivery.deletedAt() == null ? delivery.archived(false) : delivery.deletedAt(null);
      case READ -> delivery.readAt() == null ? delivery.readAt(now) : delivery;
      case UNREAD -> delivery.readAt(null);
    };
  }

  private static SenderState updatedSenderState(
      MailboxAction action, SenderState state, Instant now) {
    return switch (action) {
      case ARCHIVE -> state.archived(true);
      case DELETE -> state.deletedAt(now);
      case RESTORE -> state.deletedAt() == null ? state.archived(false) : state.deletedAt(null);
      case READ, UNREAD -> state;
    };
  }
}
