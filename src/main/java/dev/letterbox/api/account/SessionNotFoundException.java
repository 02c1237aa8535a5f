package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** There is no such session, or not any more. */
public class SessionNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public SessionNotFoundException() {
    super("No session of this id");
  }
}
