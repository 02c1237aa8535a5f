package dev.letterbox.api.account;

import java.time.Instant;
import java.util.List;

/**
 * An account of the built-in directory as administrators see it, without its password.
 *
 * @param name the name to log in with and to be written to; never changes
 * @param displayName the name that others are shown
 * @param email address for notifications; null if there is none
 * @param language preferred language of notifications, a BCP 47 tag; null for no preference
 * @param active whether the user can log in and be written to
 * @param roles some of {@link Roles#ALL}, in alphabetical order, always with {@link Roles#USER}
 * @param createdAt when it was created
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
