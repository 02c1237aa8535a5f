package dev.letterbox.webhook;

import static java.util.stream.Collectors.joining;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.message.MessagesProcessed;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.RecordFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes the records of events: one for each event and each subscribed webhook. Event data is the
 * number of deliveries for {@code MESSAGE_SENT}, and the ids of the messages, separated by commas,
 * for {@code MESSAGE_READ}; otherwise empty.
 */
@ApplicationScoped
public class WebhookRecordFactory implements RecordFactory {

  @Inject private WebhookRegistry webhooks;

  @Override
  public List<OutboxRecord> recordsFor(MessagesProcessed event, Instant now) {
    List<OutboxRecord> records = new ArrayList<>();
    for (WebhookEndpoint endpoint : webhooks.all()) {
      if (endpoint.isSubscribedTo(MessageEventType.MESSAGE_SENT)) {
        event.sent().forEach(sent -> records.add(sentRecord(endpoint.channel(), sent, now)));
      }
      if (endpoint.isSubscribedTo(MessageEventType.MESSAGE_REJECTED)) {
        event
            .rejected()
            .forEach(rejected -> records.add(rejectedRecord(endpoint.channel(), rejected, now)));
      }
    }
    return records;
  }

  @Override
  public List<OutboxRecord> recordsFor(MessagesRead event) {
    String ids = event.messageIds().stream().map(String::valueOf).collect(joining(","));
    return webhooks.all().stream()
        .filter(endpoint -> endpoint.isSubscribedTo(MessageEventType.MESSAGE_READ))
        .map(
            endpoint ->
                OutboxRecord.forEvent(
                    endpoint.channel(),
                    MessageEventType.MESSAGE_READ,
                    ids,
                    0,
                    event.reader(),
                    event.readAt()))
        .toList();
  }

  /** The ids in the event data of {@code MESSAGE_READ}. */
  static Stream<Long> readMessageIds(OutboxRecord record) {
    return Stream.of(record.eventData().split(",", -1)).map(Long::valueOf);
  }

  private static OutboxRecord sentRecord(String channel, MessageSent sent, Instant now) {
    return OutboxRecord.forEvent(
        channel,
        MessageEventType.MESSAGE_SENT,
        Long.toString(sent.deliveries()),
        sent.messageId(),
        sent.recipient(),
        now);
  }

  private static OutboxRecord rejectedRecord(
      String channel, MessageRejected rejected, Instant now) {
    return OutboxRecord.forEvent(
        channel,
        MessageEventType.MESSAGE_REJECTED,
        "",
        rejected.messageId(),
        rejected.sender(),
        now);
  }
}
