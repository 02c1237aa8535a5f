package dev.letterbox.message.store;

import dev.letterbox.api.ModerationStatus;
import java.time.Instant;

/**
 * A decision of a moderator.
 *
 * @param currentStatus the status that the message must have
 * @param moderator name of the moderator
 * @param reason null without one
 */
public record ModerationDecision(
    long messageId,
    ModerationStatus currentStatus,
    ModerationStatus newStatus,
    String moderator,
    Instant decidedAt,
    String reason) {}
