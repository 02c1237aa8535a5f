package dev.letterbox.api.conversation;

import dev.letterbox.api.LetterboxException;

/** The message is a notice: it has no sender whom a reply could go to. */
public class MessageNotRepliableException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessageNotRepliableException(long messageId) {
    super("Message " + messageId + " has no sender");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
