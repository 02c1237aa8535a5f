package dev.letterbox.api.moderation;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;

/**
 * Which page of moderated messages to return, built fluently:
 *
 * <pre>{@code
 * moderation.page(ModerationRequest.pending().to("bob").limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, oldest first, counted. There are the two styles of {@link
 * PageRequest}. Broadcasts, notices and withdrawn messages are never among the results.
 *
 * @param status the moderation status of the messages
 * @param sender name of the user who wrote them; null for any sender
 * @param recipient name of the user they were written to; null for any recipient
 * @param filter which messages to return; only conditions on creation time and text
 * @param newestFirst whether the newest message comes first
 * @param offset number of messages to skip, 0 or more; 0 with a cursor
 * @param cursor {@link Page#next} or {@link Page#previous} of a page in the same order, or {@link
 *     PageRequest#FIRST_PAGE}; null in the offset style
 * @param limit maximum number of messages, 1 to {@value PageRequest#MAX_LIMIT}
 * @param counted whether to count all messages that match
 */
public record ModerationRequest(
    ModerationStatus status,
    String sender,
    String recipient,
    MessageFilter filter,
    boolean newestFirst,
    long offset,
    String cursor,
    int limit,
    boolean counted) {

  private static final int DEFAULT_LIMIT = 10;

  /** Messages that wait for a decision. */
  public static ModerationRequest pending() {
    return of(ModerationStatus.PENDING);
  }

  /** Messages in this status. */
  public static ModerationRequest of(ModerationStatus status) {
    return new ModerationRequest(
        status, null, null, MessageFilter.ALL, false, 0, null, DEFAULT_LIMIT, true);
  }

  public ModerationRequest from(String name) {
    return new ModerationRequest(
        status, name, recipient, filter, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest to(String name) {
    return new ModerationRequest(
        status, sender, name, filter, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest filter(MessageFilter conditions) {
    return new ModerationRequest(
        status, sender, recipient, conditions, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest newestFirst(boolean newest) {
    return new ModerationRequest(
        status, sender, recipient, filter, newest, offset, cursor, limit, counted);
  }

  /** Skips that many messages; there is no cursor then. */
  public ModerationRequest offset(long messages) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, messages, null, limit, counted);
  }

  /** Continues where another page ended. Without a count, unless {@link #counted} follows. */
  public ModerationRequest cursor(String position) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, 0, position, limit, false);
  }

  public ModerationRequest limit(int messages) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, offset, cursor, messages, counted);
  }

  public ModerationRequest counted(boolean count) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, offset, cursor, limit, count);
  }
}
