package dev.letterbox.api.moderation;

import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;

/**
 * Which messages moderators want to see, built fluently:
 *
 * <pre>{@code
 * moderation.page(ModerationRequest.pending().to("bob").limit(20));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, the oldest first, counted. Pages are made in the two styles
 * of {@link PageRequest}. Broadcasts, notices and what was withdrawn are never among them.
 *
 * @param status where they stand
 * @param sender name of the user who wrote them; null for any sender
 * @param recipient name of the user whom they were written to; null for any recipient
 * @param filter which of them; only by when they were created, and by what they contain
 * @param newestFirst whether the newest come first
 * @param offset how many messages to skip, 0 or more; 0 with a cursor
 * @param cursor where to go on: what {@link Page#next} or {@link Page#previous} of a page in the
 *     same order held, or {@link PageRequest#FIRST_PAGE}; null in the offset style
 * @param limit how many messages to show, 1 to {@value PageRequest#MAX_LIMIT}
 * @param counted whether to count all messages that it shows
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

  /** What waits for a decision. */
  public static ModerationRequest pending() {
    return of(ModerationStatus.PENDING);
  }

  /** What stands there. */
  public static ModerationRequest of(ModerationStatus status) {
    return new ModerationRequest(status, null, null, MessageFilter.ALL, false, 0, null, 10, true);
  }

  public ModerationRequest from(String name) {
    return new ModerationRequest(
        status, name, recipient, filter, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest to(String name) {
    return new ModerationRequest(
        status, sender, name, filter, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest filter(MessageFilter shown) {
    return new ModerationRequest(
        status, sender, recipient, shown, newestFirst, offset, cursor, limit, counted);
  }

  public ModerationRequest newestFirst(boolean wanted) {
    return new ModerationRequest(
        status, sender, recipient, filter, wanted, offset, cursor, limit, counted);
  }

  public ModerationRequest offset(long messages) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, messages, null, limit, counted);
  }

  /** Goes on where another page ended, and counts nothing unless told to. */
  public ModerationRequest cursor(String position) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, 0, position, limit, false);
  }

  public ModerationRequest limit(int messages) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, offset, cursor, messages, counted);
  }

  public ModerationRequest counted(boolean wanted) {
    return new ModerationRequest(
        status, sender, recipient, filter, newestFirst, offset, cursor, limit, wanted);
  }
}
