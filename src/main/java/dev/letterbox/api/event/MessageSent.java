package dev.letterbox.api.event;

import dev.letterbox.api.MessageKind;

/**
 * A message was accepted. Fired once for each message, in the transaction that stores it, or in
 * that of the moderator who accepts it later. When the decision is taken back and the message
 * accepted again, it is fired again, with {@code notifyRecipients} false.
 *
 * <p>How to observe it in the same WAR or EAR:
 *
 * <ul>
 *   <li>{@code @ObservesAsync}: after the commit, on a managed thread, without a transaction. The
 *       usual choice. Nothing is observed after a rollback. Events are lost if the server stops.
 *   <li>{@code @Observes(during = TransactionPhase.AFTER_SUCCESS)}: after the commit, on the
 *       caller's thread. To write, call a bean that begins a transaction of its own.
 *   <li>{@code @Observes}: before the commit, in the caller's transaction; an exception rolls it
 *       back.
 * </ul>
 *
 * @param messageId id of the message
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice and for a visitor
 * @param recipient name of the user who received it; null for several recipients and for a visitor
 * @param deliveries number of users who received it
 * @param notifyRecipients whether the recipients are to be notified
 * @param parent id of the message that it replies to; null if it is no reply
 * @param toVisitor whether its recipient is a visitor, who has no mailbox
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
