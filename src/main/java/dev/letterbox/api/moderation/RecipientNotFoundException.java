package dev.letterbox.api.moderation;

import dev.letterbox.api.LetterboxException;

/** A message is to be accepted, and there is no user of its recipient's name. */
public class RecipientNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public RecipientNotFoundException(long messageId) {
    super("There is no user whom message " + messageId + " could be delivered to");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
