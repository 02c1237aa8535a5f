package dev.letterbox.api.notification;

import java.time.Instant;

/**
 * Notifications or webhook events that one channel has not delivered yet.
 *
 * @param id grows with time
 * @param messageId id of the message; null for a webhook event about several
 * @param type what the notification is about; {@code MESSAGE} while it is unknown whether the
 *     message is a reply; null for a webhook event
 * @param event the webhook event; null for a notification of users
 * @param channel name of the channel
 * @param recipient name of the user to notify; of a webhook event, of the user who received or read
 *     the message or whose message was rejected; null for a visitor, and for several recipients of
 *     a broadcast or notice
 * @param state the state of the entry
 * @param attempts number of attempts
 * @param createdAt when it was written
 * @param nextAttemptAt when it is attempted next; during an attempt, when the lease ends
 * @param error the last error; null before any
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
