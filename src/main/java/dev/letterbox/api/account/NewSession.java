package dev.letterbox.api.account;

/**
 * A session that was just begun. This is the only time that anybody but its user sees the secret:
 * only a digest of it is stored.
 *
 * @param session what was begun
 * @param secret what the cookie holds; it lets its bearer in
 * @param csrfToken what the header {@code X-CSRF-Token} of each write must hold
 */
public record NewSession(Session session, String secret, String csrfToken) {

  /** The session only, so that the secrets get into no log. */
  @Override
  public String toString() {
    return "NewSession[session=" + session + "]";
  }
}
