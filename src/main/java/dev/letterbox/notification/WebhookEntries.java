package dev.letterbox.notification;

import static java.util.stream.Collectors.joining;

import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.event.MessageRead;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.Posted;
import dev.letterbox.webhook.Receiver;
import dev.letterbox.webhook.Webhooks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What webhooks are to be told: one entry for each event and each webhook that wants it. */
@ApplicationScoped
class WebhookEntries {

  @Inject private Webhooks webhooks;

  List<Entry> of(Posted posted, Instant now) {
    List<Entry> entries = new ArrayList<>();
    for (Receiver receiver : webhooks.all()) {
      String channel = Webhooks.channel(receiver.id());
      if (receiver.wants(WebhookEvent.MESSAGE_SENT)) {
        posted.sent().forEach(sent -> entries.add(sent(channel, sent, now)));
      }
      if (receiver.wants(WebhookEvent.MESSAGE_REJECTED)) {
        posted.rejected().forEach(rejected -> entries.add(rejected(channel, rejected, now)));
      }
    }
    return entries;
  }

  List<Entry> of(MessageRead read) {
    String ids = read.messageIds().stream().map(String::valueOf).collect(joining(","));
    Happening happening = new Happening(WebhookEvent.MESSAGE_READ, ids);
    return webhooks.all().stream()
        .filter(receiver -> receiver.wants(WebhookEvent.MESSAGE_READ))
        .map(Receiver::id)
        .map(Webhooks::channel)
        .map(channel -> Entry.forWebhook(channel, happening, 0, read.reader(), read.readAt()))
        .toList();
  }

  private static Entry sent(String channel, MessageSent sent, Instant now) {
    String deliveries = Long.toString(sent.deliveries());
    return Entry.forWebhook(
        channel,
        new Happening(WebhookEvent.MESSAGE_SENT, deliveries),
        sent.messageId(),
        sent.recipient(),
        now);
  }

  private static Entry rejected(String channel, MessageRejected rejected, Instant now) {
    return Entry.forWebhook(
        channel,
        new Happening(WebhookEvent.MESSAGE_REJECTED, ""),
        rejected.messageId(),
        rejected.sender(),
        now);
  }
}
