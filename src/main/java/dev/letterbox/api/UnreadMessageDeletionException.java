package dev.letterbox.api;

/**
 * An unread message is to be deleted, and {@code letterbox.messages.allow-delete-unread} is off.
 */
public class UnreadMessageDeletionException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final long messageId;

  public UnreadMessageDeletionException(long messageId) {
    super("Message " + messageId + " is unread, and unread messages may not be deleted");
    this.messageId = messageId;
  }

  public long messageId() {
    return messageId;
  }
}
