package dev.letterbox.api.notification;

import dev.letterbox.api.event.MessageEventType;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * A URL that receives events.
 *
 * @param id its entries in the outbox have the channel {@code webhook-<id>}
 * @param url the URL that events are sent to
 * @param events the events that it subscribes to, in the order of {@link MessageEventType}
 * @param active whether events are sent
 * @param description what it is for; empty if unknown
 * @param createdAt when it was created
 */
public record Webhook(
    long id,
    String url,
    Set<MessageEventType> events,
    boolean active,
    String description,
    Instant createdAt) {

  public Webhook {
    events = Collections.unmodifiableSet(new TreeSet<>(events));
  }
}
