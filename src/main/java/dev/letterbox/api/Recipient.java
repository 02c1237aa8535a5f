package dev.letterbox.api;

/**
 * Somebody who can be written to.
 *
 * @param name what is typed to address him
 * @param displayName what others are shown
 */
public record Recipient(String name, String displayName) {}
