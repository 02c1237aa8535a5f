package dev.letterbox.message;

/**
 * A text and one of those whom it goes to.
 *
 * @param recipient name of a user; null for a visitor, whom the text names
 */
record Envelope(MessageContent content, String recipient) {}
