package dev.letterbox.webhook;

import static java.util.stream.Collectors.joining;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.outbox.OutboxRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes the outbox records of webhooks: one for each event and each subscribed webhook. */
@ApplicationScoped
public class WebhookRecordFactory {

  @Inject private WebhookRegistry webhooks;

  public List<OutboxRecord> of(MessagesProcessed processed, Instant now) {
    List<OutboxRecord> records = new ArrayList<>();
    for (WebhookEndpoint endpoint : webhooks.all()) {
      String channel = WebhookRegistry.channelName(endpoint.id());
      if (endpoint.isSubscribedTo(WebhookEvent.MESSAGE_SENT)) {
        processed.sent().forEach(sent -> records.add(sentRecord(channel, sent, now)));
      }
      if (endpoint.isSubscribedTo(WebhookEvent.MESSAGE_REJECTED)) {
        processed
            .rejected()
            .forEach(rejected -> records.add(rejectedRecord(channel, rejected, now)));
      }
    }
    return records;
  }

  public List<OutboxRecord> of(MessagesRead messagesRead) {
    String ids = messagesRead.messageIds().stream().map(String::valueOf).collect(joining(","));
    WebhookTrigger trigger = new WebhookTrigger(WebhookEvent.MESSAGE_READ, ids);
    return webhooks.all().stream()
        .filter(endpoint -> endpoint.isSubscribedTo(WebhookEvent.MESSAGE_READ))
        .map(WebhookEndpoint::id)
        .map(WebhookRegistry::channelName)
        .map(
            channel ->
                OutboxRecord.forWebhook(
                    channel, trigger, 0, messagesRead.reader(), messagesRead.readAt()))
        .toList();
  }

  private static OutboxRecord sentRecord(String channel, MessageSent sent, Instant now) {
    String deliveries = Long.toString(sent.deliveries());
    return OutboxRecord.forWebhook(
        channel,
        new WebhookTrigger(WebhookEvent.MESSAGE_SENT, deliveries),
        sent.messageId(),
        sent.recipient(),
        now);
  }

  private static OutboxRecord rejectedRecord(
      String channel, MessageRejected rejected, Instant now) {
    return OutboxRecord.forWebhook(
        channel,
        new WebhookTrigger(WebhookEvent.MESSAGE_REJECTED, ""),
        rejected.messageId(),
        rejected.sender(),
        now);
  }
}
