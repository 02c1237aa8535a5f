package dev.letterbox.api.request;

import dev.letterbox.api.LetterboxException;

/** A key was used before, and for something else. */
public class IdempotencyKeyReusedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String owner;

  public IdempotencyKeyReusedException(String owner) {
    super("A key of user \"" + owner + "\" was used before with another content");
    this.owner = owner;
  }

  public String owner() {
    return owner;
  }
}
