package dev.letterbox.api.account;

import dev.letterbox.api.Notice;
import java.time.Instant;
import java.util.List;

/**
 * A session of a user who has logged in by a cookie.
 *
 * @param id by which services know it ({@link Notice#inSession}); it lets nobody in
 * @param user name of the account
 * @param roles some of {@link Roles#ALL}, in alphabetical order
 * @param expiresAt when it ends if there are no more requests
 */
public record Session(String id, String user, List<String> roles, Instant expiresAt) {

  public Session {
    roles = List.copyOf(roles);
  }
}
