package dev.letterbox.notification;

import dev.letterbox.api.WebhookEvent;

/**
 * What a webhook is told.
 *
 * @param details what only the event knows: of {@code MESSAGE_SENT} the number of users who got the
 *     message, of {@code MESSAGE_READ} the ids of the messages with commas between them; empty for
 *     others
 */
record Happening(WebhookEvent event, String details) {}
