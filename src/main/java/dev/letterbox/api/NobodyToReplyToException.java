package dev.letterbox.api;

/** The message is a notice: it has no sender whom a reply could go to. */
public class NobodyToReplyToException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public NobodyToReplyToException(long messageId) {
    super("Message " + messageId + " has no sender");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
