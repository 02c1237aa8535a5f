package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.store.MessageContent;
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

  public void publish(MessageSent sent) {
    publish(List.of(sent), List.of());
  }

  public void publish(MessageRejected rejected) {
    publish(List.of(), List.of(rejected));
  }

  /** Fires the events of messages that were written; none for pending ones. */
  void publish(List<OutgoingMessage> messages) {
    publish(
        messages.stream()
            .filter(OutgoingMessage::isAccepted)
            .map(MessageEventPublisher::sentEvent)
            .toList(),
        messages.stream()
            .filter(OutgoingMessage::isRejected)
            .map(MessageEventPublisher::rejectedEvent)
            .toList());
  }

  private void publish(List<MessageSent> sent, List<MessageRejected> rejected) {
    processedEvent.fire(new MessagesProcessed(sent, rejected));
    sent.forEach(sentEvent::fire);
    rejected.forEach(rejectedEvent::fire);
  }

  private static MessageSent sentEvent(OutgoingMessage message) {
    MessageContent content = message.content();
    boolean toUser = content.recipient() != null;
    return new MessageSent(
        message.id(),
        content.kind(),
        content.sender(),
        content.recipient(),
        toUser ? 1 : 0,
        content.notifyRecipients(),
        content.parent(),
        !toUser && content.visitorEmail() != null);
  }

  /** Only visitors are notified: users see the rejection in the returned message. */
  private static MessageRejected rejectedEvent(OutgoingMessage message) {
    MessageContent content = message.content();
    return new MessageRejected(
        message.id(),
        content.sender(),
        content.recipient(),
        null,
        message.moderation().reason(),
        content.notifyRecipients() && content.sender() == null);
  }
}
