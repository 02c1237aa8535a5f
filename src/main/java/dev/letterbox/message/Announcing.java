package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;

/** Fires what happened to messages, in the transaction in which it happened. */
@ApplicationScoped
public class Announcing {

  @Inject private Event<Posted> all;
  @Inject private Event<MessageSent> eachSent;
  @Inject private Event<MessageRejected> eachRejected;

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
}
