package dev.letterbox.api.moderation;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.internal.Copyable;

/**
 * Which page of moderated messages to return, built fluently:
 *
 * <pre>{@code
 * moderation.page(ModerationRequest.pending().to("bob").limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, oldest first, counted. There are the two styles of {@link
 * PageRequest}. Broadcasts, notices and withdrawn messages are never among the results.
 */
public final class ModerationRequest {

  private final Values values;

  private ModerationRequest(Values values) {
    this.values = values;
  }

  /** Messages that wait for a decision. */
  public static ModerationRequest pending() {
    return of(ModerationStatus.PENDING);
  }

  /** Messages in this status. */
  public static ModerationRequest of(ModerationStatus status) {
    return new ModerationRequest(new Values().with(copy -> copy.status = status));
  }

  public ModerationStatus status() {
    return values.status;
  }

  /** Name of the user who wrote them; null for any sender. */
  public String sender() {
    return values.sender;
  }

  public ModerationRequest from(String sender) {
    return new ModerationRequest(values.with(copy -> copy.sender = sender));
  }

  /** Name of the user they were written to; null for any recipient. */
  public String recipient() {
    return values.recipient;
  }

  public ModerationRequest to(String recipient) {
    return new ModerationRequest(values.with(copy -> copy.recipient = recipient));
  }

  /** Which messages to return; only conditions on creation time and text. */
  public MessageFilter filter() {
    return values.filter;
  }

  public ModerationRequest filter(MessageFilter filter) {
    return new ModerationRequest(values.with(copy -> copy.filter = filter));
  }

  /** Whether the newest message comes first. */
  public boolean newestFirst() {
    return values.newestFirst;
  }

  public ModerationRequest newestFirst(boolean newestFirst) {
    return new ModerationRequest(values.with(copy -> copy.newestFirst = newestFirst));
  }

  /** Number of messages to skip, 0 or more; 0 with a cursor. */
  public long offset() {
    return values.offset;
  }

  /** Skips that many messages; there is no cursor then. */
  public ModerationRequest offset(long offset) {
    return new ModerationRequest(
        values.with(copy -> copy.offset = offset).with(copy -> copy.cursor = null));
  }

  /**
   * {@link Page#next} or {@link Page#previous} of a page in the same order, or {@link
   * PageRequest#FIRST_PAGE}; null in the offset style.
   */
  public String cursor() {
    return values.cursor;
  }

  /** Continues where another page ended. Without a count, unless {@link #counted} follows. */
  public ModerationRequest cursor(String cursor) {
    return new ModerationRequest(
        values
            .with(copy -> copy.cursor = cursor)
            .with(copy -> copy.offset = 0)
            .with(copy -> copy.counted = false));
  }

  /** Maximum number of messages, 1 to {@value PageRequest#MAX_LIMIT}. */
  public int limit() {
    return values.limit;
  }

  public ModerationRequest limit(int limit) {
    return new ModerationRequest(values.with(copy -> copy.limit = limit));
  }

  /** Whether to count all messages that match. */
  public boolean counted() {
    return values.counted;
  }

  public ModerationRequest counted(boolean counted) {
    return new ModerationRequest(values.with(copy -> copy.counted = counted));
  }

  private static final class Values extends Copyable<Values> {
    private ModerationStatus status;
    private String sender;
    private String recipient;
    private MessageFilter filter = MessageFilter.ALL;
    private boolean newestFirst;
    private long offset;
    private String cursor;
    private int limit = 10;
    private boolean counted = true;
  }
}
