package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is no authenticated caller, or the credentials are wrong. */
public class NotAuthenticatedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param context what was to be done or who was to log in; for logs only
   * @param detail one sentence for end users, without ids and names
   */
  public NotAuthenticatedException(String context, String detail) {
    super(Kind.NOT_AUTHENTICATED, context, detail);
  }
}
