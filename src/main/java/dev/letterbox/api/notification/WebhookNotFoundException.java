package dev.letterbox.api.notification;

import dev.letterbox.api.LetterboxException;

/** There is no such webhook. */
public class WebhookNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public WebhookNotFoundException(long id) {
    super("No webhook " + id);
  }
}
