package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.MailboxCounters;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.NewDelivery;
import dev.letterbox.message.store.ReplyTimestamps;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Stores messages, delivers the accepted ones, and updates all counters. */
@ApplicationScoped
class MessageWriter {

  private static final String MARK_READ =
      "update lb_delivery set read_at = coalesce(read_at, ?) where recipient = ? and message_id = ?";

  @Inject private SqlRunner sql;
  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxCounters counters;
  @Inject private ReplyTimestamps replyTimestamps;
  @Inject private MessageEventPublisher eventPublisher;

  /**
   * Writes messages of the same text; replies of one conversation, at most one to each user.
   *
   * @throws MessageNotFoundException when their parent does not exist or was deleted meanwhile
   */
  void write(List<OutgoingMessage> messages) {
    List<NewDelivery> deliveries =
        messages.stream()
            .filter(OutgoingMessage::isDelivered)
            .map(OutgoingMessage::newDelivery)
            .toList();
    if (messages.get(0).isReply()) {
      Map<String, ConversationRepository.ConversationCounter> conversations =
          lockConversations(deliveries);
      SortedMap<String, MailboxCounters.CounterDelta> deltas = new TreeMap<>();
      Delivery parentDelivery = lockParentDelivery(messages.get(0));
      messageRepository.insertAll(messages);
      deltas.put(
          parentDelivery.recipient(), markParentRead(parentDelivery, messages.get(0).sentAt()));
      replyTimestamps.recompute(
          parentDelivery.recipient(), parentDelivery.thread(), parentDelivery.messageId());
      deliver(deliveries, conversations, deltas);
    } else {
      messageRepository.insertAll(messages);
      deliverRoots(deliveries);
    }
  }

  private Delivery lockParentDelivery(OutgoingMessage reply) {
    long parent = reply.content().replyTarget().parent();
    return deliveryUpdater
        .lockDeliveries(reply.content().sender(), new TreeSet<>(Set.of(parent)))
        .stream()
        .filter(delivery -> delivery.deletedAt() == null)
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(parent));
  }

  /** A reply marks its parent as read. */
  private MailboxCounters.CounterDelta markParentRead(Delivery parentDelivery, Instant now) {
    sql.update(MARK_READ, now, parentDelivery.recipient(), parentDelivery.messageId());
    if (parentDelivery.readAt() == null) {
      eventPublisher.publishRead(
          parentDelivery.recipient(), List.of(parentDelivery.messageId()), now);
    }
    return new MailboxCounters.CounterDelta(parentDelivery.isUnreadInInbox() ? -1 : 0, 0, 0);
  }

  private void deliverRoots(List<NewDelivery> roots) {
    if (!roots.isEmpty()) {
      List<String> owners = roots.stream().map(NewDelivery::recipient).toList();
      deliveryRepository.insertAll(roots);
      deliveryRepository.addUnread(owners);
      counters.publishChange(MailboxesChanged.of(owners));
    }
  }

  private Map<String, ConversationRepository.ConversationCounter> lockConversations(
      List<NewDelivery> replies) {
    return replies.isEmpty()
        ? Map.of()
        : conversationRepository.createAndLock(
            replies.get(0).thread(), replies.stream().map(NewDelivery::recipient).toList());
  }

  /**
   * Delivers stored messages: roots, or replies whose conversations are locked.
   *
   * @param deltas other changes of mailbox counters, applied together with these
   */
  void deliver(
      List<NewDelivery> deliveries,
      Map<String, ConversationRepository.ConversationCounter> conversations,
      SortedMap<String, MailboxCounters.CounterDelta> deltas) {
    List<ConversationRepository.ConversationCounter> updated = new ArrayList<>();
    for (NewDelivery delivery : deliveries) {
      ConversationRepository.ConversationCounter counter = conversations.get(delivery.recipient());
      boolean startsConversation = counter == null || counter.messages() == 0;
      deltas.merge(
          delivery.recipient(),
          new MailboxCounters.CounterDelta(1, 1, startsConversation ? 1 : 0),
          MailboxCounters.CounterDelta::plus);
      if (counter != null) {
        updated.add(counter.withMessageAdded(delivery.messageId()));
      }
    }
    deliveryRepository.insertAll(deliveries);
    conversationRepository.update(updated);
    deliveryRepository.createMissingMailboxes(deltas.keySet());
    counters.apply(deltas);
  }
}
