package dev.letterbox.message;

import dev.letterbox.api.event.MessageRead;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;

/** Fires what happened to messages, in the transaction in which it happened. */
@ApplicationScoped
public class Announcing {

  @Inject private Event<Posted> all;
  @Inject private Event<MessageSent> eachSent;
  @Inject private Event<MessageRejected> eachRejected;
  @Inject private Event<MessageRead> someRead;

  public void tell(MessageSent sent) {
    tell(List.of(sent), List.of());
  }

  public void tell(MessageRejected rejected) {
    tell(List.of(), List.of(rejected));
  }

  void tell(List<MessageSent> sent, List<MessageRejected> rejected) {
    all.fire(new Posted(sent, rejected));
    sent.forEach(eachSent::fire);
    rejected.forEach(eachRejected::fire);
  }

  /** These messages were unread, and are read now. */
  public void tellRead(String reader, List<Long> messageIds, Instant readAt) {
    for (int from = 0; from < messageIds.size(); from += MessageRead.MOST) {
      int to = Math.min(from + MessageRead.MOST, messageIds.size());
      someRead.fire(new MessageRead(reader, messageIds.subList(from, to), readAt));
    }
  }
}
