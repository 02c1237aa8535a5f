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
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a user does with messages and conversations of his: all of it, or nothing. It applies to
 * both sides of what he has written to himself.
 */
@ApplicationScoped
class Actions {

  @Inject private Sql sql;
  @Inject private DeliveryChanges deliveries;
  @Inject private SentSides sentSides;
  @Inject private Settings settings;
  @Inject private Visibility visibility;

  /** What a user has of the messages that an action names, all locked. */
  private record Sides(List<Delivery> received, List<SentSides.Side> sent) {

    Set<Long> messages() {
      return Stream.concat(
              received.stream().map(Delivery::messageId),
              sent.stream().map(SentSides.Side::messageId))
          .collect(Collectors.toSet());
    }

    Set<Long> threads() {
      return Stream.concat(
              received.stream().map(Delivery::thread), sent.stream().map(SentSides.Side::thread))
          .collect(Collectors.toSet());
    }
  }

  void act(String owner, Action action, Targets targets, Instant now) {
    Sides all = lock(owner, targets);
    needAll(targets.threads(), all.threads());
    Sides concerned = concerned(all, action);
    needAll(targets.messages(), concerned.messages());
    if (action == Action.DELETE) {
      refuseUnread(concerned.received());
    }
    deliveries.change(owner, concerned.received(), delivery -> received(action, delivery, now));
    sentSides.change(concerned.sent(), side -> sent(action, side, now));
  }

  private static void needAll(Collection<Long> named, Set<Long> there) {
    for (long id : named) {
      if (!there.contains(id)) {
        throw new MessageNotFoundException(id);
      }
    }
  }

  private Sides lock(String owner, Targets targets) {
    List<Delivery> received = deliveries.lock(owner, targets.messages(), targets.threads());
    Set<Long> hidden = hidden(received); // reads messages, so before any of them is locked
    List<SentSides.Side> sent = sentSides.lock(owner, targets.messages(), targets.threads());
    return new Sides(
        received.stream().filter(delivery -> !hidden.contains(delivery.messageId())).toList(),
        sent);
  }

  /**
   * Deliveries may be there that their owner does not see: deleted because the message is not
   * accepted any more, or told to another session of his.
   */
  private Set<Long> hidden(List<Delivery> received) {
    List<Long> ids =
        received.stream()
            .filter(delivery -> delivery.deletedAt() != null || visibility.isLimited())
            .map(Delivery::messageId)
            .toList();
    Fragment query =
        Fragment.of(
                "select m.id from lb_message m where m.moderation_status = ?",
                ModerationStatus.ACCEPTED.name())
            .add(visibility.andVisible());
    Set<Long> hidden = new HashSet<>(ids);
    sql.queryIn(
            query.sql() + " and m.id in (?...)",
            row -> row.getLong("id"),
            List.of(query.parameters()),
            ids)
        .forEach(hidden::remove);
    return hidden;
  }

  private static Sides concerned(Sides all, Action action) {
    Predicate<SentSides.Side> sent =
        switch (action) {
          case RESTORE -> side -> true;
          case ARCHIVE -> side -> side.deletedAt() == null;
          case DELETE -> SentSides.Side::isOpen;
          case READ, UNREAD -> side -> false;
        };
    return new Sides(
        all.received().stream()
            .filter(delivery -> action == Action.RESTORE || delivery.deletedAt() == null)
            .toList(),
        all.sent().stream().filter(sent).toList());
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
