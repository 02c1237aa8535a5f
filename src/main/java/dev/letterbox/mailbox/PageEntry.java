package dev.letterbox.mailbox;

import dev.letterbox.api.Message;

/**
 * A message of a page as its owner sees it.
 *
 * @param received whether it is the received side, else the sent side
 */
record PageEntry(Message message, boolean received) {

  /** Whether displaying it can mark it as read. */
  boolean isMarkableAsRead() {
    return received && message.deletedAt() == null;
  }
}
