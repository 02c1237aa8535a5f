package dev.letterbox.api.conversation;

/**
 * A user who can be written to.
 *
 * @param name the name to address the user by, see {@link dev.letterbox.api.spi.UserNameResolver}
 * @param displayName the name that others are shown
 */
public record Recipient(String name, String displayName) {}
