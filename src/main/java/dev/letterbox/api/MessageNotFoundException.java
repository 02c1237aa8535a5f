package dev.letterbox.api;

/** There is no such message, or this user may not see it; the two look the same. */
public class MessageNotFoundException extends NotFoundException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessageNotFoundException(long messageId) {
    super("message " + messageId);
    this.messageId = messageId;
  }

  /** The requested id; of several, the first one that was not found. */
  public long messageId() {
    return messageId;
  }
}
