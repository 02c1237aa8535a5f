package dev.letterbox.api;

/** Somebody wants a session, and {@code letterbox.users.log-in} does not name that way. */
public class SessionsClosedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public SessionsClosedException() {
    super("Nobody can log in by a session here");
  }
}
