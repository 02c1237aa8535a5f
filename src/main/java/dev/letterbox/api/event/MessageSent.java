package dev.letterbox.api.event;

import dev.letterbox.api.MessageKind;

/**
 * A message was accepted. Fired once for each message, in the transaction that stores it, or in
 * that of the moderator who accepts it later. When a decision is taken back and the message is
 * accepted again, it is fired again, and nobody is to be notified.
 *
 * <p>How to observe it, in the same WAR or EAR:
 *
 * <ul>
 *   <li>{@code @ObservesAsync}: after the commit, on a managed thread, without a transaction. The
 *       usual choice. Nothing arrives after a rollback. What is lost with the server is lost.
 *   <li>{@code @Observes(during = TransactionPhase.AFTER_SUCCESS)}: after the commit, on the
 *       caller's thread, which waits for you. To write, call something that begins a transaction of
 *       its own.
 *   <li>{@code @Observes}: before the commit, inside the caller's transaction; an exception rolls
 *       it back.
 * </ul>
 *
 * @param messageId id of the message
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice, and when a visitor did
 * @param recipient name of the user who got it; null when it has more than one delivery, and when a
 *     visitor gets it
 * @param deliveries number of users who got it
 * @param notifyRecipients whether the recipients are to be notified
 * @param parent id of the message that it replies to; null when it is no reply
 * @param toVisitor whether it is for a visitor, who has no mailbox; his address is not told here
 */
public record MessageSent(
    long messageId,
    MessageKind kind,
    String sender,
    String recipient,
    long deliveries,
    boolean notifyRecipients,
    Long parent,
    boolean toVisitor) {}
