/**
 * Deletion of messages, erasure of users from them, and checks of their integrity and counters:
 * finds what to delete or to correct, and calls the repositories of {@link
 * dev.letterbox.message.store}, which write. The callers decide when, in which order and in which
 * transactions that happens.
 */
package dev.letterbox.message.store.maintenance;
