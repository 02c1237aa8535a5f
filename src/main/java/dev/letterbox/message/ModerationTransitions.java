package dev.letterbox.message;

import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.ConversationRepository;
import dev.letterbox.message.store.Delivery;
import dev.letterbox.message.store.DeliveryRepository;
import dev.letterbox.message.store.DeliveryUpdater;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.MessageRepository;
import dev.letterbox.message.store.ModerationDecision;
import dev.letterbox.message.store.ReplyTimeRepository;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Changes the moderation status of a stored message, and its delivery with it: the first acceptance
 * delivers the message; afterwards the delivery is deleted while the message is not accepted, and
 * restored when it is accepted again.
 */
@ApplicationScoped
public class ModerationTransitions {

  @Inject private MessageRepository messageRepository;
  @Inject private DeliveryRepository deliveryRepository;
  @Inject private ReplyTimeRepository replyTimeRepository;
  @Inject private ConversationRepository conversationRepository;
  @Inject private DeliveryUpdater deliveryUpdater;
  @Inject private MessageWriter messageWriter;
  @Inject private MailboxRepository mailboxRepository;

  /**
   * Applies a decision, if the message still has the current status, is not withdrawn, and neither
   * its sender nor its recipient was erased meanwhile.
   *
   * @return empty when the decision was not applied
   * @throws MessageNotFoundException when the message does not exist
   */
  public Optional<MessageHeader> apply(ModerationDecision decision) {
    MessageHeader message =
        messageRepository
            .findForDecision(decision.messageId())
            .orElseThrow(() -> new MessageNotFoundException(decision.messageId()));
    boolean accepts = decision.newStatus() == ModerationStatus.ACCEPTED;
    Map<String, ConversationCounter> conversations =
        accepts && message.isReply() && message.recipient() != null
            ? conversationRepository.createAndLock(message.thread(), List.of(message.recipient()))
            : Map.of();
    List<Delivery> deliveries = lockDelivery(message); // locks its conversation, which comes first
    if (message.isReply()) {
      deliveryRepository.lock(message.sender(), message.parent());
    }
    if (!messageRepository.updateStatus(message, decision)) {
      return Optional.empty();
    }
    if (accepts && deliveries.isEmpty()) {
      deliveries = lockDelivery(message); // it may have been accepted and taken back in between
    }
    SortedMap<String, CounterDelta> deltas = new TreeMap<>();
    if (message.isReply()) {
      replyTimeRepository.update(message.sender(), message.thread(), message.parent());
      deltas.put(message.sender(), CounterDelta.VERSION_ONLY);
    }
    if (accepts && deliveries.isEmpty() && message.recipient() != null) {
      messageWriter.deliver(List.of(message.delivery()), conversations, deltas);
    } else {
      updateDelivery(
          message.recipient(), deliveries, accepts ? null : decision.decidedAt(), deltas);
    }
    return Optional.of(message);
  }

  private List<Delivery> lockDelivery(MessageHeader message) {
    return message.recipient() == null
        ? List.of()
        : deliveryUpdater.lock(message.recipient(), List.of(message.id()), List.of());
  }

  /** Updates mailboxes in the order of their owners. */
  private void updateDelivery(
      String recipient,
      List<Delivery> deliveries,
      Instant deletedAt,
      SortedMap<String, CounterDelta> deltas) {
    if (deliveries.isEmpty()) {
      mailboxRepository.apply(deltas);
      return;
    }
    mailboxRepository.apply(deltas.headMap(recipient));
    deliveryUpdater.update(recipient, deliveries, delivery -> delivery.deletedAt(deletedAt));
    mailboxRepository.apply(deltas.tailMap(recipient));
  }
}
