/**
 * Deletion of messages, erasure of a user's messages, and checks of their integrity and counters:
 * the statements of maintenance and privacy on the tables of {@link dev.letterbox.message.store}.
 * The callers decide when, in which order and in which transactions they run.
 */
package dev.letterbox.message.store.cleanup;
