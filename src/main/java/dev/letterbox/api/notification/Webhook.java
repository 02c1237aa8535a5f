package dev.letterbox.api.notification;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where an application elsewhere is told of events.
 *
 * @param id its id; what waits for it is in the outbox under the channel {@code webhook-<id>}
 * @param url where to post
 * @param events what it is told of
 * @param active whether it is told at the moment
 * @param description what it is for; empty when nobody has said so
 * @param createdAt when it was made
 */
public record Webhook(
    long id,
    String url,
    Set<WebhookEvent> events,
    boolean active,
    String description,
    Instant createdAt) {

  public Webhook {
    events = Collections.unmodifiableSet(new TreeSet<>(events));
  }
}
