package dev.letterbox.api.spi;

/**
 * A user of the directory.
 *
 * @param name the name of the caller principal; the user is addressed by it, unless a {@link
 *     UserNameResolver} defines another name
 * @param displayName the name that others are shown, unless a {@link UserNameResolver} defines
 *     another
 * @param email address for notifications; null if there is none
 * @param active whether the user can log in and be written to
 * @param language preferred language of notifications, a BCP 47 tag like {@code de}; null for the
 *     setting {@code letterbox.mail.language}
 */
public record User(String name, String displayName, String email, boolean active, String language) {

  /** A user without a preferred language. */
  public User(String name, String displayName, String email, boolean active) {
    this(name, displayName, email, active, null);
  }
}
