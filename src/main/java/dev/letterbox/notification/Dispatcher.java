package dev.letterbox.notification;

import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.event.MessageRead;
import dev.letterbox.message.Posted;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

/** Has the outbox emptied as soon as something is committed. */
@ApplicationScoped
public class Dispatcher {

  @Inject private Pumps pumps;
  @Inject private WebhookPumps webhooks;

  void posted(@ObservesAsync Posted event) {
    pumps.callAll();
  }

  void read(@ObservesAsync MessageRead event) {
    webhooks.call(WebhookEvent.MESSAGE_READ);
  }
}
