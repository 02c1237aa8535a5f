package dev.letterbox.api.account;

import java.time.Instant;
import java.util.List;

/**
 * An account of the built-in directory, as administrators see it. Its password is never part of it.
 *
 * @param name the name under which the user logs in and is written to; it never changes
 * @param displayName what others are shown
 * @param email address for notifications; null when there is none
 * @param language the language that the user wants to be written in, as a BCP 47 tag; null when he
 *     has said nothing
 * @param active whether the user may log in and be written to
 * @param roles some of {@link Roles#ALL}, in alphabetical order; {@link Roles#USER} is always there
 * @param createdAt when it was made
 */
public record Account(
    String name,
    String displayName,
    String email,
    String language,
    boolean active,
    List<String> roles,
    Instant createdAt) {

  public Account {
    roles = List.copyOf(roles);
  }
}
