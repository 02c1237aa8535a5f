package dev.letterbox.api.moderation;

import dev.letterbox.api.LetterboxException;

/** A decision is to be taken on a message that is decided already; nothing was changed. */
public class MessageNotPendingException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public MessageNotPendingException(long messageId) {
    super("Message " + messageId + " is decided already");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
