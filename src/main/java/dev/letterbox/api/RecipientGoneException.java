package dev.letterbox.api;

/** A message is to be accepted, and there is no user of its recipient's name. */
public class RecipientGoneException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public RecipientGoneException(long messageId) {
    super("There is no user whom message " + messageId + " could be delivered to");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
