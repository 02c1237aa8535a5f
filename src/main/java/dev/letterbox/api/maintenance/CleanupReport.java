package dev.letterbox.api.maintenance;

import java.time.Instant;

/**
 * What a cleanup has removed.
 *
 * @param before what was deleted until this moment counted
 * @param conversations how many conversations are gone; a message without replies is one
 * @param messages how many messages are gone with them
 * @param deliveries how many deliveries are gone with those
 * @param notifications how many notifications are gone that were dead for longer than the setting
 *     {@code letterbox.outbox.keep-dead-days} says
 * @param skipped how many conversations others were busy with; the next cleanup looks at them again
 */
public record CleanupReport(
    Instant before,
    long conversations,
    long messages,
    long deliveries,
    long notifications,
    long skipped) {}
