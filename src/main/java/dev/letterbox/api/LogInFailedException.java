package dev.letterbox.api;

/** The name or the password is wrong, or the account may not log in; they all look the same. */
public class LogInFailedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public LogInFailedException() {
    super("The name or the password is wrong");
  }
}
