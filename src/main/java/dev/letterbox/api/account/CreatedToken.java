package dev.letterbox.api.account;

/**
 * A new token. It can't be read again: only a digest is stored.
 *
 * @param id the id to revoke it with
 * @param token the secret, sent as {@code Authorization: Bearer <token>}
 */
public record CreatedToken(String id, String token) {

  /** Without the token, so that logs do not contain it. */
  @Override
  public String toString() {
    return "CreatedToken[id=" + id + "]";
  }
}
