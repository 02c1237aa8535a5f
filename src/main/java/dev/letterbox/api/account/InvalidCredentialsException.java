package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** The name or the password is wrong, or the account may not log in; they all look the same. */
public class InvalidCredentialsException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public InvalidCredentialsException() {
    super("The name or the password is wrong");
  }
}
