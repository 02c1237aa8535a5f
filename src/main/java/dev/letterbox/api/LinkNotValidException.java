package dev.letterbox.api;

/** Letterbox did not make this link, or it is for something that users can't choose any more. */
public class LinkNotValidException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public LinkNotValidException() {
    super("The link is not valid, or not any more");
  }
}
