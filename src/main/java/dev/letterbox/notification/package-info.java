/**
 * The content and the recipients of notifications: which records a message appends to the outbox,
 * which channels there are, preferences, and digests. Delivers claimed batches on the channels.
 */
package dev.letterbox.notification;
