package dev.letterbox.api.notification;

import dev.letterbox.api.LetterboxException;

/** There is no such entry in the outbox: there never was one, or it was told or dropped. */
public class OutboxEntryNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  public OutboxEntryNotFoundException(long id) {
    super("No outbox entry " + id);
  }
}
