/**
 * Writing, replying, broadcasting, withdrawing and moderation transitions: from the input of a
 * trusted application to stored messages, deliveries, counters and events. SQL lives in {@link
 * dev.letterbox.message.store}.
 */
package dev.letterbox.message;
