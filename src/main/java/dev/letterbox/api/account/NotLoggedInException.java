package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** Something was to be done for the current caller, and there is none. */
public class NotLoggedInException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message why there is no caller
   */
  public NotLoggedInException(String message) {
    super(message);
  }
}
