package dev.letterbox.api.event;

/**
 * A message was rejected: by auto-moderators, in the transaction that stores it, or by a moderator,
 * in that of the decision. Fired for each rejection. For how to observe it see {@link MessageSent}.
 *
 * @param messageId id of the message
 * @param sender name of the user who wrote it; null for a visitor
 * @param recipient name of the user it was written to; null for a visitor
 * @param moderator name of the moderator who decided; null if auto-moderators did
 * @param reason why; null without a reason
 * @param notifySender whether the sender is to be notified: false when the response to the sender's
 *     own request already contains the rejection
 */
public record MessageRejected(
    long messageId,
    String sender,
    String recipient,
    String moderator,
    String reason,
    boolean notifySender) {}
