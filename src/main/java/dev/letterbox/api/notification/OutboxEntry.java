package dev.letterbox.api.notification;

import dev.letterbox.api.event.MessageEventType;
import java.time.Instant;

/**
 * Notifications or an event that one channel has not delivered yet.
 *
 * @param id grows with time
 * @param messageId id of the message; null for an event about several messages
 * @param type what the notification is about; {@code MESSAGE} while it is unknown whether the
 *     message is a reply; null for an event
 * @param event the event; null for a notification of users
 * @param channel name of the channel
 * @param recipient name of the user to notify; of an event, of the user who received or read the
 *     message or whose message was rejected; null for a visitor, and for several recipients of a
 *     broadcast or notice
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
    MessageEventType event,
    String channel,
    String recipient,
    OutboxState state,
    int attempts,
    Instant createdAt,
    Instant nextAttemptAt,
    String error) {}
