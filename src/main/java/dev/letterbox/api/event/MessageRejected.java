package dev.letterbox.api.event;

/**
 * A message was rejected: by the auto-moderators, in the transaction that stores it, or by a
 * moderator, in that of the decision. Fired at each rejection; {@link MessageSent} says how to
 * observe it safely.
 *
 * @param messageId id of the message
 * @param sender name of the user who wrote it; null when a visitor did
 * @param recipient name of the user whom it was written to; null when that is a visitor
 * @param moderator name of the moderator who decided; null when the auto-moderators did
 * @param reason why; null without a reason
 * @param notifySender whether the sender is to be notified: not when he is a user who has read it
 *     in the answer to his request
 */
public record MessageRejected(
    long messageId,
    String sender,
    String recipient,
    String moderator,
    String reason,
    boolean notifySender) {}
