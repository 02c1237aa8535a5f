package dev.letterbox.testing;

import static org.awaitility.Awaitility.await;

import dev.letterbox.api.CreatedWebhook;
import dev.letterbox.api.Message;
import dev.letterbox.api.NewMessage;
import dev.letterbox.api.NewWebhook;
import dev.letterbox.api.OutboxEntry;
import dev.letterbox.api.OutboxRequest;
import dev.letterbox.api.OutboxState;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.WebhookService;
import dev.letterbox.shared.NotificationSetting;
import java.time.Duration;
import java.util.List;

/** What tests of webhooks find in the server besides. */
public interface WebhookServices extends OutboxServices {

  WebhookService webhooks();

  /** Something that is done with a receiver and its webhook. */
  @FunctionalInterface
  interface Hearing {
    void with(HttpReceiver receiver, CreatedWebhook webhook) throws Exception;
  }

  /** Does it while what fails is soon tried again. */
  default void hearing(Hearing work, WebhookEvent... events) throws Exception {
    settings().set(NotificationSetting.OUTBOX_RETRY_SECONDS, 1);
    HttpReceiver receiver = new HttpReceiver();
    CreatedWebhook webhook = webhooks().create(NewWebhook.to(receiver.url()).events(events));
    try {
      work.with(receiver, webhook);
    } finally {
      receiver.close();
      webhooks().delete(webhook.webhook().id());
      settings().reset();
    }
  }

  /** A message with a subject and a text that no webhook is told. */
  default Message writeSecret(String sender, String recipient) {
    return messages()
        .write(NewMessage.from(sender).to(recipient).subject("Secret plan").body("Do not tell"))
        .get(0);
  }

  /** What a receiver has heard of a message, once it is so much. */
  default List<HttpReceiver.Heard> heardOf(long messageId, HttpReceiver receiver, int number) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                receiver.heard().stream()
                    .filter(each -> each.body().contains("\"message\":" + messageId + ","))
                    .toList(),
            heard -> heard.size() >= number);
  }

  /** What the outbox still has for a webhook. */
  default List<OutboxEntry> waitingFor(CreatedWebhook webhook, OutboxState state) {
    String channel = "webhook-" + webhook.webhook().id();
    return outbox().page(new OutboxRequest(state, channel, 0, 100)).results();
  }
}
