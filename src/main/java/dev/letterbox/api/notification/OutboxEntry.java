package dev.letterbox.api.notification;

import java.time.Instant;

/**
 * What one channel has not told yet.
 *
 * @param id its id
 * @param messageId id of the message that there is to tell of; null when a webhook is told of
 *     several
 * @param type what it is about; of a message that may yet turn out to be a reply, {@code MESSAGE};
 *     null when a webhook is told
 * @param event what a webhook is told; null when users are notified
 * @param channel name of the channel
 * @param recipient name of the user to be told, or with whom a webhook is told to have got or read
 *     a message, or to have had one rejected; null for a visitor, and for several recipients of a
 *     broadcast or notice
 * @param state where it stands
 * @param attempts how often it was tried
 * @param createdAt when there was something to tell
 * @param nextAttemptAt when it is tried next, or, while somebody is at it, when another one may
 * @param error what went wrong last; null when nothing did yet
 */
public record OutboxEntry(
    long id,
    Long messageId,
    NotificationType type,
    WebhookEvent event,
    String channel,
    String recipient,
    OutboxState state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    String error) {}
