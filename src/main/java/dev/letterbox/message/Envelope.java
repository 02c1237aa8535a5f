package dev.letterbox.message;

/**
 * Content and one of its recipients.
 *
 * @param recipient name of a user; null for a visitor, whose address is in the content
 */
record Envelope(MessageContent content, String recipient) {}
