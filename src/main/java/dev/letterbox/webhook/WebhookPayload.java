package dev.letterbox.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.message.store.MessageHeader;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.shared.text.EnumNames;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Map;

/**
 * The JSON body of a request: the event, its time, and the ids and names that it is about. It has
 * no subject, no text and no address of a visitor: a receiver with permission reads them over REST.
 */
final class WebhookPayload {

  /** Without it, each builder looks for the provider in all jars of the server. */
  private static final JsonBuilderFactory JSON = Json.createBuilderFactory(Map.of());

  private WebhookPayload() {}

  /** The payload of {@code message.sent} and {@code message.rejected}. */
  static byte[] ofMessage(OutboxRecord record, NotificationMessage message) {
    MessageEventType event = record.event();
    MessageHeader header = message.header();
    JsonObjectBuilder data =
        JSON.createObjectBuilder()
            .add("message", header.id())
            .add("thread", header.thread())
            .add("kind", EnumNames.of(header.kind()));
    if (header.parent() == null) {
      data.addNull("parent");
    } else {
      data.add("parent", header.parent());
    }
    add(data, "sender", header.sender());
    add(data, "recipient", header.recipient());
    data.add("visitor", header.visitorEmail() != null);
    if (event == MessageEventType.MESSAGE_SENT) {
      data.add("deliveries", Long.parseLong(record.eventData()));
    } else {
      add(data, "moderator", header.moderationBy());
      add(data, "reason", header.moderationReason());
    }
    JsonArrayBuilder tags = JSON.createArrayBuilder();
    message.tags().forEach(tags::add);
    data.add("level", header.level()).add("tags", tags).add("view", header.view());
    data.add("sent_at", header.sentAt().toString());
    return payload(event, record.createdAt(), data);
  }

  /** The payload of {@code message.read}. */
  static byte[] ofMessagesRead(OutboxRecord record) {
    JsonArrayBuilder ids = JSON.createArrayBuilder();
    WebhookRecordFactory.readMessageIds(record).forEach(ids::add);
    JsonObjectBuilder data =
        JSON.createObjectBuilder().add("reader", record.recipient()).add("messages", ids);
    return payload(MessageEventType.MESSAGE_READ, record.createdAt(), data);
  }

  private static byte[] payload(
      MessageEventType event, Instant occurredAt, JsonObjectBuilder data) {
    return JSON.createObjectBuilder()
        .add("type", event.jsonName())
        .add("timestamp", occurredAt.toString())
        .add("data", data)
        .build()
        .toString()
        .getBytes(UTF_8);
  }

  private static void add(JsonObjectBuilder data, String name, String value) {
    if (value == null) {
      data.addNull(name);
    } else {
      data.add(name, value);
    }
  }
}
