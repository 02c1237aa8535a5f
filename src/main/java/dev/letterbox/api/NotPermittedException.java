package dev.letterbox.api;

/** An ordinary user wants to act on somebody else, which takes an administrator. */
public class NotPermittedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String caller;

  public NotPermittedException(String caller) {
    super("User \"" + caller + "\" may not do this for somebody else");
    this.caller = caller;
  }

  public String caller() {
    return caller;
  }
}
