/**
 * Reads of messages, deliveries, mailboxes and conversations: folder pages, conversation pages,
 * counters, single messages and the moderation queue. Results are rows; callers map them to types
 * of the api.
 */
package dev.letterbox.message.store.query;
