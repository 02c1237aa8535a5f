package dev.letterbox.message.store;

/**
 * A message that comes into a user's inbox.
 *
 * @param thread id of the conversation's root; a root's own id
 */
public record NewDelivery(String recipient, long messageId, long thread, int level) {

  boolean isReply() {
    return thread != messageId;
  }
}
