package dev.letterbox.api.event;

import dev.letterbox.api.Kind;

/**
 * A message was stored and accepted. Fired once for each message, in the transaction that stores
 * it, by any application's call.
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
 * @param sender name of the user who wrote it; null for a notice
 * @param recipient name of the user who got it; null when it has more than one delivery
 * @param deliveries number of users who got it
 * @param notification whether the recipients are to be notified
 */
public record MessageSent(
    long messageId,
    Kind kind,
    String sender,
    String recipient,
    long deliveries,
    boolean notification) {}
