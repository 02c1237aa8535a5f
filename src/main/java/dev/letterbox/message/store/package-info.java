/**
 * Rows of messages, deliveries, mailboxes and conversations: writes in sets, locks, and counters.
 */
package dev.letterbox.message.store;
