package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;

/** Somebody wants a session, and {@code letterbox.users.log-in} does not name that way. */
public class SessionLoginDisabledException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public SessionLoginDisabledException() {
    super("Nobody can log in by a session here");
  }
}
