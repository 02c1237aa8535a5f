package dev.letterbox.api.moderation;

import dev.letterbox.api.LetterboxException;

/** A decision is to be taken back that nobody has taken yet; nothing was changed. */
public class MessagePendingException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessagePendingException(long messageId) {
    super("Message " + messageId + " is pending");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
