package dev.letterbox.webhook;

import dev.letterbox.api.notification.WebhookEvent;

/**
 * The event of a record for a webhook.
 *
 * @param eventData data of the event that is stored nowhere else: for {@code MESSAGE_SENT} the
 *     number of deliveries, for {@code MESSAGE_READ} the ids of the messages, separated by commas;
 *     otherwise empty
 */
public record WebhookTrigger(WebhookEvent event, String eventData) {}
