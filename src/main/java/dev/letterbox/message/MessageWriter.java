package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.OutgoingMessage;
import dev.letterbox.message.store.ReadEventPublisher;
import dev.letterbox.message.store.ReplyTimeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stores messages, delivers the accepted ones, and updates all counters. */
@ApplicationScoped
class MessageWriter {

  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private ReplyTimeRepository replyTimeRepository;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxRepository mailboxRepository;
  @Inject private ReadEventPublisher readEventPublisher;

  /**
   * Writes messages of the same text; replies of one conversation, at most one to each user.
   *
   * @throws MessageNotFoundException when their parent does not exist or was deleted meanwhile
   */
  void write(List<OutgoingMessage> messages) {
    List<Delivery> deliveries =
        messages.stream()
            .filter(OutgoingMessage::isDelivered)
            .map(OutgoingMessage::delivery)
            .toList();
    if (messages.get(0).isReply()) {
      Map<String, ConversationCounter> conversations = lockConversations(deliveries);
      SortedMap<String, CounterDelta> deltas = new TreeMap<>();
      Delivery parentDelivery = lockParentDelivery(messages.get(0));
      messageRepository.insertAll(messages);
      deltas.put(
          parentDelivery.recipient(), markParentRead(parentDelivery, messages.get(0).sentAt()));
      replyTimeRepository.update(
          parentDelivery.recipient(), parentDelivery.thread(), parentDelivery.messageId());
      deliver(deliveries, conversations, deltas);
    } else {
      messageRepository.insertAll(messages);
      deliverRoots(deliveries);
    }
  }

  private Delivery lockParentDelivery(OutgoingMessage reply) {
    long parent = reply.content().parent();
    return deliveryRepository.lock(reply.content().sender(), List.of(parent)).stream()
        .filter(delivery -> delivery.deletedAt() == null)
        .findFirst()
        .orElseThrow(() -> new MessageNotFoundException(parent));
  }

  /** A reply marks its parent as read. */
  private CounterDelta markParentRead(Delivery parentDelivery, Instant now) {
    deliveryRepository.markRead(parentDelivery.recipient(), parentDelivery.messageId(), now);
    if (parentDelivery.readAt() == null) {
      readEventPublisher.publish(
          parentDelivery.recipient(), List.of(parentDelivery.messageId()), now);
    }
    return new CounterDelta(parentDelivery.isUnreadInInbox() ? -1 : 0, 0, 0);
  }

  private void deliverRoots(List<Delivery> roots) {
    if (!roots.isEmpty()) {
      List<String> owners = roots.stream().map(Delivery::recipient).toList();
      deliveryRepository.insertAll(roots);
      mailboxRepository.addUnread(owners);
    }
  }

  private Map<String, ConversationCounter> lockConversations(List<Delivery> replies) {
    return replies.isEmpty()
        ? Map.of()
        : conversationRepository.createAndLock(
            replies.get(0).thread(), replies.stream().map(Delivery::recipient).toList());
  }

  /**
   * Delivers stored messages: roots, or replies whose conversations are locked.
   *
   * @param deltas other changes of mailbox counters, applied together with these
   */
  void deliver(
      List<Delivery> deliveries,
      Map<String, ConversationCounter> conversations,
      SortedMap<String, CounterDelta> deltas) {
    List<ConversationCounter> updated = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      ConversationCounter counter = conversations.get(delivery.recipient());
      boolean startsConversation = counter == null || counter.messages() == 0;
      deltas.merge(
          delivery.recipient(),
          new CounterDelta(1, 1, startsConversation ? 1 : 0),
          CounterDelta::plus);
      if (counter != null) {
        updated.add(counter.withMessageAdded(delivery.messageId()));
      }
    }
    deliveryRepository.insertAll(deliveries);
    conversationRepository.update(updated);
    mailboxRepository.createMissing(deltas.keySet());
    mailboxRepository.apply(deltas);
  }
}
