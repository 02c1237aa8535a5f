package dev.letterbox.api.account;

/**
 * A token that was just made. This is the only time that anybody sees it: of the token itself only
 * a digest is stored.
 *
 * @param id by which to revoke it
 * @param token the secret, to be sent as {@code Authorization: Bearer <token>}
 */
public record NewToken(String id, String token) {

  /** The id only, so that the token gets into no log. */
  @Override
  public String toString() {
    return "NewToken[id=" + id + "]";
  }
}
