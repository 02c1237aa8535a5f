package dev.letterbox.api.spi;

import dev.letterbox.api.Kind;

/**
 * The hint for one user that a message exists.
 *
 * @param messageId id of the message
 * @param kind what kind of message it is
 * @param sender name of the user who wrote it; null for a notice
 * @param recipient name of the user to be told
 */
public record Notification(long messageId, Kind kind, String sender, String recipient) {}
