package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Fires the events of messages, in the transaction of the change. */
@ApplicationScoped
public class MessageEventPublisher {

  @Inject private Event<MessagesProcessed> processedEvent;
  @Inject private Event<MessageSent> sentEvent;
  @Inject private Event<MessageRejected> rejectedEvent;
  @Inject private Event<MessagesRead> readEvent;

  public void publish(MessageSent sent) {
    publish(List.of(sent), List.of());
  }

  public void publish(MessageRejected rejected) {
    publish(List.of(), List.of(rejected));
  }

  void publish(List<MessageSent> sent, List<MessageRejected> rejected) {
    processedEvent.fire(new MessagesProcessed(sent, rejected));
    sent.forEach(sentEvent::fire);
    rejected.forEach(rejectedEvent::fire);
  }

  /** Fires events for messages that became read, in chunks. */
  public void publishRead(String reader, List<Long> messageIds, Instant readAt) {
    for (int from = 0; from < messageIds.size(); from += MessagesRead.MAX_MESSAGES) {
      int to = Math.min(from + MessagesRead.MAX_MESSAGES, messageIds.size());
      readEvent.fire(new MessagesRead(reader, messageIds.subList(from, to), readAt));
    }
  }
}
