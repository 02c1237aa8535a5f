package dev.letterbox.api;

/** The message was withdrawn: there is nothing left to reply to. */
public class MessageWithdrawnException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessageWithdrawnException(long messageId) {
    super("Message " + messageId + " was withdrawn");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
