/**
 * Owner of the tables {@code lb_message}, {@code lb_message_tag}, {@code lb_rating}, {@code
 * lb_delivery}, {@code lb_conversation} and {@code lb_mailbox}: writes, locks and counters. No SQL
 * outside of this package and its sub-packages names these tables. Statements that differ as a
 * whole between databases are in {@code MessageStoreStatements} and its two implementations.
 *
 * <p>Lock order: to avoid deadlocks, a transaction locks rows in this order, by the methods {@code
 * lock…} of the repositories:
 *
 * <ol>
 *   <li>conversations, by owner and thread;
 *   <li>existing deliveries, by message and recipient;
 *   <li>messages, by id;
 *   <li>mailboxes, by owner.
 * </ol>
 *
 * <p>A transaction that holds the lock of a conversation is the only one that moves deliveries of
 * this conversation and owner into the inbox or out of it. A locked message gets no delivery and
 * loses none. On Derby, queries wait for rows that another transaction has changed, so locks are
 * taken before anything that follows is read.
 *
 * <p>All methods run in the transaction of the caller, and throw {@link
 * dev.letterbox.shared.jdbc.UncheckedSqlException} for errors of the database.
 */
package dev.letterbox.message.store;
