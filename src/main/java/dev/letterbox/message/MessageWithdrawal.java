package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ReplyTimeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * Withdraws messages. One statement clears the text of the message. Unread deliveries are deleted;
 * recipients who have read it keep the rest. Counters are reduced in sets, in the order of their
 * owners, at the cost of the delivery.
 */
@ApplicationScoped
class MessageWithdrawal {

  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private ReplyTimeRepository replyTimeRepository;
  @Inject private MessageRecipientQuery recipientQuery;
  @Inject private ConversationRepository conversationRepository;
  @Inject private MailboxRepository mailboxRepository;

  /**
   * Withdraws a message; has no effect on one that is withdrawn already.
   *
   * @param sender name of the user who must be its sender; null for any sender
   * @throws MessageNotFoundException when it does not exist, or is not the sender's
   */
  void withdraw(long messageId, String sender, Instant now) {
    MessageHeader message =
        messageRepository
            .find(messageId)
            .filter(sent -> sender == null || sent.isVisibleToSender(sender))
            .orElseThrow(() -> new MessageNotFoundException(messageId));
    lockConversations(message);
    if (message.isReply()) {
      deliveryRepository.lock(message.sender(), message.parent());
    }
    deliveryRepository.lockAll(messageId);
    lockConversations(message); // a reply may have been delivered in between
    if (messageRepository.withdraw(messageId, now)) {
      if (message.recipient() != null) {
        deliveryRepository.lockAll(messageId); // it may have been accepted in between
      }
      removeUnreadDeliveries(message);
    }
  }

  private void lockConversations(MessageHeader message) {
    conversationRepository.lock(message.thread(), recipientQuery.inConversation(message.id()));
  }

  /** Updates mailboxes in the order of their owners. */
  private void removeUnreadDeliveries(MessageHeader message) {
    SortedSet<String> affectedOwners = recipientQuery.unreadInConversation(message.id());
    SortedMap<String, CounterDelta> replierDeltas = new TreeMap<>();
    if (message.isReply()) {
      replyTimeRepository.update(message.sender(), message.thread(), message.parent());
      replierDeltas.put(message.sender(), CounterDelta.VERSION_ONLY);
    }
    String recipient = message.recipient() == null ? "" : message.recipient();
    mailboxRepository.apply(replierDeltas.headMap(recipient));
    mailboxRepository.subtractUnread(message.id());
    mailboxRepository.publishChange(changedMailboxes(message));
    mailboxRepository.apply(replierDeltas.tailMap(recipient));
    deliveryRepository.deleteUnread(message.id());
    removeFromConversations(message, affectedOwners);
  }

  private static MailboxesChanged changedMailboxes(MessageHeader message) {
    return message.recipient() == null
        ? MailboxesChanged.ANY_OWNER
        : MailboxesChanged.of(Set.of(message.recipient()));
  }

  /**
   * Removes the message from the conversation counters of these owners, whose mailboxes are locked.
   */
  private void removeFromConversations(MessageHeader message, SortedSet<String> owners) {
    List<ConversationCounter> updated = new ArrayList<>();
    SortedMap<String, CounterDelta> deltas = new TreeMap<>();
    Map<String, Long> newest = conversationRepository.findNewest(message.thread(), owners);
    for (ConversationCounter counter : conversationRepository.lock(message.thread(), owners)) {
      ConversationCounter remaining =
          counter.withMessageRemoved().withNewest(newest.get(counter.owner()));
      updated.add(remaining);
      deltas.put(counter.owner(), new CounterDelta(0, 0, remaining.messages() == 0 ? -1 : 0));
    }
    conversationRepository.update(updated);
    mailboxRepository.apply(deltas);
  }
}
