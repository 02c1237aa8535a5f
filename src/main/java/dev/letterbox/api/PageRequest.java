package dev.letterbox.api;

/**
 * Which part of an inbox to show, built fluently:
 *
 * <pre>{@code
 * mailboxes.page(PageRequest.inbox("bob").offset(20).limit(10));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, which are marked as read.
 *
 * @param owner name of the user whose inbox it is
 * @param offset how many of the newest messages to skip, 0 or more
 * @param limit how many messages to show, 1 to {@value #MAX_LIMIT}
 * @param markRead whether the messages that are returned become read
 */
public record PageRequest(String owner, long offset, int limit, boolean markRead) {

  /** How many messages a page has at most. */
  public static final int MAX_LIMIT = 1000;

  /** The newest messages that this user received. */
  public static PageRequest inbox(String owner) {
    return new PageRequest(owner, 0, 10, true);
  }

  public PageRequest offset(long messages) {
    return new PageRequest(owner, messages, limit, markRead);
  }

  public PageRequest limit(int messages) {
    return new PageRequest(owner, offset, messages, markRead);
  }

  /** Looking leaves the messages as they are. */
  public PageRequest withoutMarkingRead() {
    return new PageRequest(owner, offset, limit, false);
  }
}
