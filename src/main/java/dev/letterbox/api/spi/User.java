package dev.letterbox.api.spi;

/**
 * Somebody who can log in.
 *
 * @param name the name of the caller principal, which is also what is typed to address the user
 * @param displayName what others are shown
 * @param email address for notifications; null when there is none
 * @param active whether the user may log in and be written to
 */
public record User(String name, String displayName, String email, boolean active) {}
