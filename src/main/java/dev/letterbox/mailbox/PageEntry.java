package dev.letterbox.mailbox;

import dev.letterbox.api.Message;

/**
 * A message as a folder or a conversation shows it to its owner.
 *
 * @param received whether it is the received side, else the sent one
 */
record PageEntry(Message message, boolean received) {

  /** Whether showing it can make it read. */
  boolean isMarkableAsRead() {
    return received && message.deletedAt() == null;
  }
}
