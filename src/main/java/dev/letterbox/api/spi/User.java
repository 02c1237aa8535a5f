package dev.letterbox.api.spi;

/**
 * Somebody who can log in.
 *
 * @param name the name of the caller principal; also what is typed to address the user, unless a
 *     {@link UserNameResolver} says otherwise
 * @param displayName what others are shown, unless a {@link UserNameResolver} says otherwise
 * @param email address for notifications; null when there is none
 * @param active whether the user may log in and be written to
 * @param language the language that the user wants to be written in, as a BCP 47 tag like {@code
 *     de}; null for the setting {@code letterbox.mail.language}
 */
public record User(String name, String displayName, String email, boolean active, String language) {

  /** A user who wants no language in particular. */
  public User(String name, String displayName, String email, boolean active) {
    this(name, displayName, email, active, null);
  }
}
