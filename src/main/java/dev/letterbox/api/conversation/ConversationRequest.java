package dev.letterbox.api.conversation;

import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;

/**
 * Which part of a conversation to show, built fluently:
 *
 * <pre>{@code
 * conversations.open(ConversationRequest.of("bob", 17).newestFirst().limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, oldest first, not counted, which are marked as read.
 *
 * @param owner name of the user who looks at it
 * @param thread id of the conversation's root
 * @param descending whether the newest message comes first
 * @param cursor where to go on: what {@link Page#next} or {@link Page#previous} of a page of the
 *     same owner, conversation and order held, or {@link PageRequest#FIRST_PAGE}
 * @param limit how many messages to show, 1 to {@value PageRequest#MAX_LIMIT}
 * @param counted whether to count all messages of the conversation that this user can see
 * @param markRead whether the messages that are returned become read
 */
public record ConversationRequest(
    String owner,
    long thread,
    boolean descending,
    String cursor,
    int limit,
    boolean counted,
    boolean markRead) {

  /** The oldest messages of a conversation. */
  public static ConversationRequest of(String owner, long thread) {
    return new ConversationRequest(owner, thread, false, PageRequest.FIRST_PAGE, 10, false, true);
  }

  /** The newest message comes first. */
  public ConversationRequest newestFirst() {
    return newestFirst(true);
  }

  public ConversationRequest newestFirst(boolean newest) {
    return new ConversationRequest(owner, thread, newest, cursor, limit, counted, markRead);
  }

  /** Goes on where another page ended. */
  public ConversationRequest cursor(String position) {
    return new ConversationRequest(owner, thread, descending, position, limit, counted, markRead);
  }

  public ConversationRequest limit(int messages) {
    return new ConversationRequest(owner, thread, descending, cursor, messages, counted, markRead);
  }

  public ConversationRequest counted(boolean wanted) {
    return new ConversationRequest(owner, thread, descending, cursor, limit, wanted, markRead);
  }

  /** Looking leaves the messages as they are. */
  public ConversationRequest withoutMarkingRead() {
    return new ConversationRequest(owner, thread, descending, cursor, limit, counted, false);
  }
}
