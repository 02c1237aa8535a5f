package dev.letterbox.api.conversation;

import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.internal.Copyable;

/**
 * Which page of a conversation to open, built fluently:
 *
 * <pre>{@code
 * conversations.open(ConversationRequest.of("bob", 17).newestFirst(true).limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, oldest first, not counted, marked as read.
 */
public final class ConversationRequest {

  private final Values values;

  private ConversationRequest(Values values) {
    this.values = values;
  }

  /** The oldest messages of a conversation. */
  public static ConversationRequest of(String owner, long thread) {
    return new ConversationRequest(
        new Values().with(copy -> copy.owner = owner).with(copy -> copy.thread = thread));
  }

  /** Name of the user who reads it. */
  public String owner() {
    return values.owner;
  }

  /** Id of the root of the conversation. */
  public long thread() {
    return values.thread;
  }

  /** Whether the newest message comes first. */
  public boolean newestFirst() {
    return values.newestFirst;
  }

  public ConversationRequest newestFirst(boolean newestFirst) {
    return new ConversationRequest(values.with(copy -> copy.newestFirst = newestFirst));
  }

  /**
   * {@link Page#next} or {@link Page#previous} of a page of the same owner, conversation and order,
   * or {@link PageRequest#FIRST_PAGE}.
   */
  public String cursor() {
    return values.cursor;
  }

  public ConversationRequest cursor(String cursor) {
    return new ConversationRequest(values.with(copy -> copy.cursor = cursor));
  }

  /** Maximum number of messages, 1 to {@value PageRequest#MAX_LIMIT}. */
  public int limit() {
    return values.limit;
  }

  public ConversationRequest limit(int limit) {
    return new ConversationRequest(values.with(copy -> copy.limit = limit));
  }

  /** Whether to count all messages of the conversation that this user can see. */
  public boolean counted() {
    return values.counted;
  }

  public ConversationRequest counted(boolean counted) {
    return new ConversationRequest(values.with(copy -> copy.counted = counted));
  }

  /** Whether the returned messages become read. */
  public boolean markRead() {
    return values.markRead;
  }

  public ConversationRequest markRead(boolean markRead) {
    return new ConversationRequest(values.with(copy -> copy.markRead = markRead));
  }

  private static final class Values extends Copyable<Values> {
    private String owner;
    private long thread;
    private boolean newestFirst;
    private String cursor = PageRequest.FIRST_PAGE;
    private int limit = 10;
    private boolean counted;
    private boolean markRead = true;
  }
}
