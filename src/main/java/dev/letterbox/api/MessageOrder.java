package dev.letterbox.api;

/**
 * How a page is sorted: by one of these, in one direction. Where it says that two messages are
 * alike, the next order decides, and at last their age.
 *
 * @param key what to compare
 * @param descending whether the highest comes first
 */
public record MessageOrder(Key key, boolean descending) {

  /** What messages are compared by. */
  public enum Key {
    /** How important it is. */
    LEVEL,
    /**
     * When its owner read it; unread ones come after the one that was read last, and so do those
     * that he sent.
     */
    READ_AT,
    /** The name of the sender, without one first; names are compared letter by letter. */
    SENDER,
    /** The name of the recipient, in the same way. */
    RECIPIENT,
    /** The subject in lower case, without one first. */
    SUBJECT,
    /** How old it is, by its id, which grows with time. */
    CREATED
  }

  /** The lowest, or the oldest, first. */
  public static MessageOrder ascending(Key key) {
    return new MessageOrder(key, false);
  }

  /** The highest, or the newest, first. */
  public static MessageOrder descending(Key key) {
    return new MessageOrder(key, true);
  }
}
