package dev.letterbox.outbox;

import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.webhook.WebhookDispatcher;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Inject;

/** Has the outbox emptied as soon as something is committed. */
@ApplicationScoped
public class OutboxWakeUpListener {

  @Inject private OutboxDispatcher outboxDispatcher;
  @Inject private WebhookDispatcher webhookDispatcher;

  void onMessagesProcessed(@ObservesAsync MessagesProcessed event) {
    outboxDispatcher.wakeUpAll();
  }

  void onMessagesRead(@ObservesAsync MessagesRead event) {
    webhookDispatcher.wakeUp(WebhookEvent.MESSAGE_READ);
  }
}
