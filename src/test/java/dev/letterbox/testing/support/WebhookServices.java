package dev.letterbox.testing.support;

import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.CreatedWebhook;
import dev.letterbox.api.notification.NewWebhook;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.testing.support.recording.WebhookTestServer;
import java.time.Duration;
import java.util.List;

/** Services for tests of webhooks. */
public interface WebhookServices extends OutboxServices {

  WebhookService webhooks();

  /** Test code that uses a receiver and its webhook. */
  @FunctionalInterface
  interface WebhookAction {
    void run(WebhookTestServer receiver, CreatedWebhook webhook) throws Exception;
  }

  /** Runs it with a short retry delay. */
  default void withReceiver(WebhookAction action, MessageEventType... events) throws Exception {
    settings().set(NotificationSetting.OUTBOX_RETRY_DELAY, Duration.ofMillis(100));
    WebhookTestServer receiver = new WebhookTestServer();
    CreatedWebhook webhook = webhooks().create(NewWebhook.to(receiver.url()).events(events));
    try {
      action.run(receiver, webhook);
    } finally {
      receiver.close();
      webhooks().delete(webhook.webhook().id());
      settings().reset();
    }
  }

  /** Writes a message whose subject and body must not be in a payload. */
  default Message writeConfidential(String sender, String recipient) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Secret plan").body("Confidential"))
        .get(0);
  }

  /** Waits until a receiver has got this many requests about a message. */
  default List<WebhookTestServer.ReceivedRequest> awaitRequestsAbout(
      long messageId, WebhookTestServer receiver, int count) {
    return awaitOutbox()
        .until(
            () ->
                receiver.requests().stream()
                    .filter(each -> each.body().contains("\"message\":" + messageId + ","))
                    .toList(),
            requests -> requests.size() >= count);
  }

  /** The first 100 entries of the outbox for a webhook in this state. */
  default List<OutboxEntry> outboxEntries(CreatedWebhook webhook, OutboxState state) {
    String channel = "webhook-" + webhook.webhook().id();
    return outbox().page(OutboxRequest.of(state).channel(channel).limit(100)).results();
  }
}
