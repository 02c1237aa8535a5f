package dev.letterbox.api;

/** There is no such message, or it is not one that this user may see; the two look the same. */
public class MessageNotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessageNotFoundException(long messageId) {
    super("No message " + messageId + " for this user");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
