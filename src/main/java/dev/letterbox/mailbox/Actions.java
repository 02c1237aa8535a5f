package dev.letterbox.mailbox;

import dev.letterbox.api.Action;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Targets;
import dev.letterbox.api.UnreadMessageException;
import dev.letterbox.message.Delivery;
import dev.letterbox.message.DeliveryChanges;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a user does with messages and conversations of his: all of it, or nothing. It applies to
 * both sides of what he has written to himself.
 */
@ApplicationScoped
class Actions {

  private static final String NOT_ACCEPTED =
      "select id from lb_message where moderation_status <> ? and id in (";

  @Inject private Sql sql;
  @Inject private DeliveryChanges deliveries;
  @Inject private SentSides sentSides;
  @Inject private Settings settings;

  /** What a user has of the messages that an action names, all locked. */
  private record Sides(List<Delivery> received, List<SentSides.Side> sent) {

    boolean hasMessage(long id) {
      return received.stream().anyMatch(delivery -> delivery.messageId() == id)
          || sent.stream().anyMatch(side -> side.messageId() == id);
    }

    boolean hasThread(long thread) {
      return received.stream().anyMatch(delivery -> delivery.thread() == thread)
          || sent.stream().anyMatch(side -> side.thread() == thread);
    }
  }

  void act(String owner, Action action, Targets targets, Instant now) {
    Sides all = lock(owner, targets);
    for (long thread : new HashSet<>(targets.threads())) {
      if (!all.hasThread(thread)) {
        throw new MessageNotFoundException(thread);
      }
    }
    Sides concerned = concerned(all, action);
    for (long id : new HashSet<>(targets.messages())) {
      if (!concerned.hasMessage(id)) {
        throw new MessageNotFoundException(id);
      }
    }
    if (action == Action.DELETE) {
      refuseUnread(concerned.received());
    }
    deliveries.change(owner, concerned.received(), delivery -> received(action, delivery, now));
    sentSides.change(concerned.sent(), side -> sent(action, side, now));
  }

  private Sides lock(String owner, Targets targets) {
    List<Delivery> received = deliveries.lock(owner, targets.messages(), targets.threads());
    List<SentSides.Side> sent = sentSides.lock(owner, targets.messages(), targets.threads());
    Set<Long> hidden = notAccepted(received);
    return new Sides(
        received.stream().filter(delivery -> !hidden.contains(delivery.messageId())).toList(),
        sent);
  }

  /** A delivery may be there that is deleted because its message is not accepted any more. */
  private Set<Long> notAccepted(List<Delivery> received) {
    List<Object> parameters = new ArrayList<>(List.of(ModerationStatus.ACCEPTED.name()));
    received.stream()
        .filter(delivery -> delivery.deletedAt() != null)
        .forEach(delivery -> parameters.add(delivery.messageId()));
    return parameters.size() == 1
        ? Set.of()
        : new HashSet<>(
            sql.query(
                NOT_ACCEPTED + Sql.marks(parameters.size() - 1) + ")",
                row -> row.getLong("id"),
                parameters.toArray()));
  }

  private static Sides concerned(Sides all, Action action) {
    if (action == Action.RESTORE) {
      return all;
    }
    boolean receivedOnly = action == Action.READ || action == Action.UNREAD;
    return new Sides(
        all.received().stream().filter(delivery -> delivery.deletedAt() == null).toList(),
        receivedOnly
            ? List.of()
            : all.sent().stream().filter(side -> side.deletedAt() == null).toList());
  }

  private void refuseUnread(List<Delivery> received) {
    if (!settings.get(Setting.ALLOW_DELETE_UNREAD)) {
      received.stream()
          .filter(delivery -> delivery.readAt() == null)
          .findFirst()
          .ifPresent(
              delivery -> {
                throw new UnreadMessageException(delivery.messageId());
              });
    }
  }

  private static Delivery received(Action action, Delivery delivery, Instant now) {
    return switch (action) {
      case ARCHIVE -> delivery.archived(true);
      case DELETE -> delivery.deletedAt(now);
      case RESTORE ->
          delivery.deletedAt() == null ? delivery.archived(false) : delivery.deletedAt(null);
      case READ -> delivery.readAt() == null ? delivery.readAt(now) : delivery;
      case UNREAD -> delivery.readAt(null);
    };
  }

  private static SentSides.Side sent(Action action, SentSides.Side side, Instant now) {
    return switch (action) {
      case ARCHIVE -> side.archived(true);
      case DELETE -> side.deletedAt(now);
      case RESTORE -> side.deletedAt() == null ? side.archived(false) : side.deletedAt(null);
      case READ, UNREAD -> side;
    };
  }
}
