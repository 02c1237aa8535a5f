package dev.letterbox.api.account;

import java.time.Instant;
import java.util.List;

/**
 * A session of a user, identified by a cookie.
 *
 * @param id the id for {@link dev.letterbox.api.Notice#inSession}; it does not authenticate
 * @param user name of the account
 * @param roles some of {@link Roles#ALL}, in alphabetical order
 * @param expiresAt when it ends if there are no more requests
 */
public record Session(String id, String user, List<String> roles, Instant expiresAt) {

  public Session {
    roles = List.copyOf(roles);
  }
}
