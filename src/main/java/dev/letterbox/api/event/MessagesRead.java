package dev.letterbox.api.event;

import java.time.Instant;
import java.util.List;

/**
 * Messages became read: their recipient opened them, a list or a conversation with them, marked
 * them or replied to them. Fired in the transaction that marks them, with up to {@value
 * #MAX_MESSAGES} messages of one operation. For how to observe it see {@link MessageSent}. A
 * message that becomes unread and read again is reported again. Visitors have no mailbox, so no
 * event reports what they read.
 *
 * @param reader name of the user who received them
 * @param messageIds ids of the messages that were unread before, in ascending order
 * @param readAt when they became read
 */
public record MessagesRead(String reader, List<Long> messageIds, Instant readAt) {

  /** Maximum number of messages of an event. */
  public static final int MAX_MESSAGES = 1000;

  public MessagesRead {
    messageIds = messageIds.stream().sorted().toList();
  }
}
