package dev.letterbox.api.account;

/**
 * A new session and its secrets. They can't be read again: only digests are stored.
 *
 * @param session the session
 * @param secret the value of the session cookie, which authenticates its bearer
 * @param csrfToken the required value of the header {@code X-CSRF-Token} of each write
 */
public record CreatedSession(Session session, String secret, String csrfToken) {

  /** Without the secrets, so that logs do not contain them. */
  @Override
  public String toString() {
    return "CreatedSession[session=" + session + "]";
  }
}
