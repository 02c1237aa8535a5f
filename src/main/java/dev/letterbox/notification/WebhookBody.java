package dev.letterbox.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.letterbox.api.WebhookEvent;
import dev.letterbox.notification.Contents.Content;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What is posted to a webhook: what happened, when, and the ids and names that it is about. Neither
 * subject nor text nor the address of a visitor: whoever may read them asks for them.
 */
final class WebhookBody {

  private WebhookBody() {}

  /** About one message. */
  static byte[] ofMessage(Entry entry, Content content) {
    WebhookEvent event = entry.happening().event();
    JsonObjectBuilder data =
        Json.createObjectBuilder()
            .add("message", content.id())
            .add("thread", content.thread())
            .add("kind", content.kind().name().toLowerCase(Locale.ROOT));
    if (content.parent() == null) {
      data.addNull("parent");
    } else {
      data.add("parent", content.parent());
    }
    add(data, "sender", content.sender());
    add(data, "recipient", content.recipient());
    data.add("visitor", content.visitor() != null);
    if (event == WebhookEvent.MESSAGE_SENT) {
      data.add("deliveries", Long.parseLong(entry.happening().details()));
    } else {
      add(data, "moderator", content.moderator());
      add(data, "reason", content.reason());
    }
    JsonArrayBuilder tags = Json.createArrayBuilder();
    content.tags().forEach(tags::add);
    data.add("level", content.level()).add("tags", tags).add("view", content.view());
    data.add("sent_at", content.sentAt().toString());
    return body(event, entry.createdAt(), data);
  }

  /** About messages that were read. */
  static byte[] ofReading(Entry entry) {
    JsonArrayBuilder ids = Json.createArrayBuilder();
    Stream.of(entry.happening().details().split(",")).map(Long::valueOf).forEach(ids::add);
    JsonObjectBuilder data =
        Json.createObjectBuilder().add("reader", entry.recipient()).add("messages", ids);
    return body(WebhookEvent.MESSAGE_READ, entry.createdAt(), data);
  }

  private static byte[] body(WebhookEvent event, Instant at, JsonObjectBuilder data) {
    return Json.createObjectBuilder()
        .add("type", event.type())
        .add("timestamp", at.toString())
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
