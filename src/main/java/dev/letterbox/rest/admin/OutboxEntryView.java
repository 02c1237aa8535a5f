package dev.letterbox.rest.admin;

import dev.letterbox.api.notification.OutboxEntry;
import java.time.Instant;
import java.util.Locale;

public record OutboxEntryView(
    long id,
    Long message,
    String label,
    String event,
    String channel,
    String recipient,
    String state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    String error) {

  static OutboxEntryView of(OutboxEntry entry) {
    return new OutboxEntryView(
        entry.id(),
        entry.messageId(),
        entry.type() == null ? null : entry.type().name().toLowerCase(Locale.ROOT),
        entry.event() == null ? null : entry.event().type(),
        entry.channel(),
        entry.recipient(),
        entry.state().name().toLowerCase(Locale.ROOT),
        entry.attempts(),
        entry.createdAt(),
        entry.nextAttemptAt(),
        entry.error());
  }
}
