package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.store.MessageContent;
import dev.letterbox.message.store.MessageEnvelope;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.OutgoingMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Fires the events of messages, in the transaction of the change. */
@ApplicationScoped
public class MessageEventPublisher {

  @Inject private Event<MessagesProcessed> processedEvent;
  @Inject private Event<MessageSent> sentEvent;
  @Inject private Event<MessageRejected> rejectedEvent;

  /** Fires the events of messages that were written; none for pending ones. */
  void publish(List<OutgoingMessage> messages) {
    publish(
        messages.stream()
            .filter(OutgoingMessage::isAccepted)
            .map(
                message ->
                    sentEvent(
                        message.id(),
                        message.content(),
                        message.isDelivered() ? 1 : 0,
                        message.content().notifyRecipients()))
            .toList(),
        messages.stream()
            .filter(OutgoingMessage::isRejected)
            .map(MessageEventPublisher::rejectedWhenWritten)
            .toList());
  }

  /** Fires the event of a broadcast or notice. */
  void publishFanOut(long id, MessageContent content, long deliveries) {
    publish(List.of(sentEvent(id, content, deliveries, content.notifyRecipients())), List.of());
  }

  /** Fires the event of a message that a moderator accepted. */
  public void publishAccepted(MessageHeader message) {
    boolean notifyRecipients = message.notifyRecipients() && !message.acceptedBefore();
    publish(
        List.of(sentEvent(message.id(), message, message.isToVisitor() ? 0 : 1, notifyRecipients)),
        List.of());
  }

  /** Fires the event of a message that a moderator rejected. */
  public void publishRejected(MessageHeader message, String moderator, String reason) {
    boolean notifySender = message.notifyRecipients();
    publish(
        List.of(), List.of(rejectedEvent(message.id(), message, moderator, reason, notifySender)));
  }

  private void publish(List<MessageSent> sent, List<MessageRejected> rejected) {
    processedEvent.fire(new MessagesProcessed(sent, rejected));
    sent.forEach(sentEvent::fire);
    rejected.forEach(rejectedEvent::fire);
  }

  /** Only visitors are notified: users see the rejection in the returned message. */
  private static MessageRejected rejectedWhenWritten(OutgoingMessage message) {
    MessageContent content = message.content();
    boolean notifySender = content.notifyRecipients() && content.sender() == null;
    return rejectedEvent(message.id(), content, null, message.moderation().reason(), notifySender);
  }

  private static MessageSent sentEvent(
      long id, MessageEnvelope message, long deliveries, boolean notifyRecipients) {
    return new MessageSent(
        id,
        message.kind(),
        message.sender(),
        message.recipient(),
        deliveries,
        notifyRecipients,
        message.parent(),
        message.isToVisitor());
  }

  private static MessageRejected rejectedEvent(
      long id, MessageEnvelope message, String moderator, String reason, boolean notifySender) {
    return new MessageRejected(
        id, message.sender(), message.recipient(), moderator, reason, notifySender);
  }
}
