package dev.letterbox.api.notification;

import dev.letterbox.api.LetterboxException;

/** Letterbox did not make this link, or it is for something that users can't choose any more. */
public class InvalidUnsubscribeLinkException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public InvalidUnsubscribeLinkException() {
    super("The link is not valid, or not any more");
  }
}
