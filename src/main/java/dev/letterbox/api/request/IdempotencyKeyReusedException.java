package dev.letterbox.api.request;

import dev.letterbox.api.LetterboxException;

/** An idempotency key was used before, with other content. Nothing was changed. */
public class IdempotencyKeyReusedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param owner whose key it is
   */
  public IdempotencyKeyReusedException(String owner) {
    super(
        Kind.KEY_REUSED,
        "key of " + owner,
        "This Idempotency-Key was used before, for another request.");
  }
}
