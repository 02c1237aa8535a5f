/**
 * The content and the recipients of notifications: message snapshots, preferences, digests and the
 * registry of channels. Appends to the outbox when it observes an event of a message, and delivers
 * claimed batches on the channels. No other package imports it.
 */
package dev.letterbox.notification;
