package dev.letterbox.api.conversation;

import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;

/**
 * Which page of a conversation to return, built fluently:
 *
 * <pre>{@code
 * conversations.open(ConversationRequest.of("bob", 17).newestFirst().limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, oldest first, not counted, marked as read.
 *
 * @param owner name of the user who reads it
 * @param thread id of the root of the conversation
 * @param descending whether the newest message comes first
 * @param cursor {@link Page#next} or {@link Page#previous} of a page of the same owner,
 *     conversation and order, or {@link PageRequest#FIRST_PAGE}
 * @param limit maximum number of messages, 1 to {@value PageRequest#MAX_LIMIT}
 * @param counted whether to count all messages of the conversation that this user can see
 * @param markRead whether the returned messages become read
 */
public record ConversationRequest(
    String owner,
    long thread,
    boolean descending,
    String cursor,
    int limit,
    boolean counted,
    boolean markRead) {

  private static final int DEFAULT_LIMIT = 10;

  /** The oldest messages of a conversation. */
  public static ConversationRequest of(String owner, long thread) {
    return new ConversationRequest(
        owner, thread, false, PageRequest.FIRST_PAGE, DEFAULT_LIMIT, false, true);
  }

  public ConversationRequest newestFirst() {
    return newestFirst(true);
  }

  public ConversationRequest newestFirst(boolean newest) {
    return new ConversationRequest(owner, thread, newest, cursor, limit, counted, markRead);
  }

  /** Continues where another page ended. */
  public ConversationRequest cursor(String position) {
    return new ConversationRequest(owner, thread, descending, position, limit, counted, markRead);
  }

  public ConversationRequest limit(int messages) {
    return new ConversationRequest(owner, thread, descending, cursor, messages, counted, markRead);
  }

  public ConversationRequest counted(boolean count) {
    return new ConversationRequest(owner, thread, descending, cursor, limit, count, markRead);
  }

  public ConversationRequest withoutMarkingRead() {
    return new ConversationRequest(owner, thread, descending, cursor, limit, counted, false);
  }
}
