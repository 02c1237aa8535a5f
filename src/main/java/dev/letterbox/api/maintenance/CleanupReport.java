package dev.letterbox.api.maintenance;

import java.time.Instant;

/**
 * What a cleanup has removed.
 *
 * @param before messages that were deleted before this moment were removed
 * @param conversations number of removed conversations; a message without replies is one
 * @param messages number of removed messages
 * @param deliveries number of removed deliveries
 * @param notifications number of removed notifications, dead for longer than {@code
 *     letterbox.outbox.keep-dead-days}
 * @param skipped number of conversations that were locked or changed; the next cleanup retries them
 */
public record CleanupReport(
    Instant before,
    long conversations,
    long messages,
    long deliveries,
    long notifications,
    long skipped) {}
