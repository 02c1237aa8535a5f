package dev.letterbox.api.event;

import java.time.Instant;
import java.util.List;

/**
 * Messages became read: because their recipient opened them, or a list or conversation with them,
 * marked them, or replied to them. Fired in the transaction that marks them, with all that one call
 * marks, in events of at most {@value #MAX_MESSAGES} messages; {@link MessageSent} says how to
 * observe it safely. What is marked as unread and read again is told again. Visitors open no
 * mailbox, so nothing is told of what they read.
 *
 * @param reader name of the user who received them
 * @param messageIds ids of those that were unread until now, in ascending order
 * @param readAt when they became read
 */
public record MessagesRead(String reader, List<Long> messageIds, Instant readAt) {

  /** So many messages are told of together. */
  public static final int MAX_MESSAGES = 1000;

  public MessagesRead {
    messageIds = messageIds.stream().sorted().toList();
  }
}
