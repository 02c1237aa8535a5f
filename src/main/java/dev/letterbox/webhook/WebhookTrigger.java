package dev.letterbox.webhook;

import dev.letterbox.api.notification.WebhookEvent;

/**
 * What a webhook is told.
 *
 * @param eventData what only the event knows: of {@code MESSAGE_SENT} the number of users who got
 *     the message, of {@code MESSAGE_READ} the ids of the messages with commas between them; empty
 *     for others
 */
public record WebhookTrigger(WebhookEvent event, String eventData) {}
