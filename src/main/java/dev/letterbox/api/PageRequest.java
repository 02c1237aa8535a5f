package dev.letterbox.api;

import java.util.List;

/**
 * Which page of a folder to return, built fluently:
 *
 * <pre>{@code
 * mailboxes.page(PageRequest.inbox("bob").offset(20).limit(10));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, newest first, with their count. {@link #inbox} marks the
 * returned messages as read, {@link #of} does not.
 *
 * <p>There are two styles. With an <i>offset</i>, that many messages are skipped. With a
 * <i>cursor</i>, the page continues where another one ended: no message is skipped or returned
 * twice, whatever has arrived meanwhile, and each page costs the same, however deep it is.
 *
 * <pre>{@code
 * Page<Message> page = mailboxes.page(PageRequest.inbox("bob").cursor(PageRequest.FIRST_PAGE));
 * while (page.next().isPresent()) {
 *   page = mailboxes.page(PageRequest.inbox("bob").cursor(page.next().get()));
 * }
 * }</pre>
 *
 * @param folder which folder
 * @param grouping what the entries of the page are
 * @param owner name of the user whose folder it is
 * @param filter which messages of the folder to return
 * @param order the sort order, the first element first; newest first when empty
 * @param offset number of messages to skip, 0 or more; 0 with a cursor
 * @param cursor {@link Page#next} or {@link Page#previous} of a page of the same owner and order,
 *     or {@link #FIRST_PAGE}; null in the offset style
 * @param limit maximum number of messages, 1 to {@value #MAX_LIMIT}
 * @param counted whether to count all messages that match the filter
 * @param markRead whether the returned messages become read
 */
public record PageRequest(
    Folder folder,
    Grouping grouping,
    String owner,
    MessageFilter filter,
    List<MessageOrder> order,
    long offset,
    String cursor,
    int limit,
    boolean counted,
    boolean markRead) {

  /** Maximum number of messages of a page. */
  public static final int MAX_LIMIT = 1000;

  /** The cursor of the first page. */
  public static final String FIRST_PAGE = "";

  private static final int DEFAULT_LIMIT = 10;

  /** What the entries of a page are. */
  public enum Grouping {
    /** Each message is an entry. */
    MESSAGE,
    /** Each conversation is an entry, represented by its newest message in the folder. */
    CONVERSATION
  }

  /**
   * A sort key and its direction. Messages with equal keys are sorted by the next order, finally by
   * age.
   *
   * @param key what to compare
   * @param descending whether the highest or newest comes first
   */
  public record MessageOrder(Key key, boolean descending) {

    /** What messages are compared by. */
    public enum Key {
      /** The level. */
      LEVEL,
      /** When the owner read it; unread messages and those that the owner sent are the latest. */
      READ_AT,
      /** The name of the sender by code points; no sender comes first. */
      SENDER,
      /** The name of the recipient by code points; no recipient comes first. */
      RECIPIENT,
      /** The subject in lower case; no subject comes first. */
      SUBJECT,
      /** The age: ids grow with time. */
      CREATED
    }

    /** The lowest or oldest first. */
    public static MessageOrder ascending(Key key) {
      return new MessageOrder(key, false);
    }

    /** The highest or newest first. */
    public static MessageOrder descending(Key key) {
      return new MessageOrder(key, true);
    }
  }

  /**
   * @throws NullPointerException if {@code order} is or contains null
   */
  public PageRequest {
    order = List.copyOf(order);
  }

  /** The newest messages of a folder, which are not marked as read. */
  public static PageRequest of(Folder folder, String owner) {
    return new PageRequest(
        folder,
        Grouping.MESSAGE,
        owner,
        MessageFilter.ALL,
        List.of(),
        0,
        null,
        DEFAULT_LIMIT,
        true,
        false);
  }

  /** The newest messages that this user received; those that are returned become read. */
  public static PageRequest inbox(String owner) {
    return of(Folder.INBOX, owner).markRead(true);
  }

  /** Each conversation is one entry, represented by its newest message in the folder. */
  public PageRequest byConversation() {
    return grouping(Grouping.CONVERSATION);
  }

  public PageRequest grouping(Grouping entries) {
    return new PageRequest(
        folder, entries, owner, filter, order, offset, cursor, limit, counted, markRead);
  }

  public PageRequest filter(MessageFilter conditions) {
    return new PageRequest(
        folder, grouping, owner, conditions, order, offset, cursor, limit, counted, markRead);
  }

  public PageRequest orderBy(MessageOrder... orders) {
    return orderBy(List.of(orders));
  }

  public PageRequest orderBy(List<MessageOrder> orders) {
    return new PageRequest(
        folder, grouping, owner, filter, orders, offset, cursor, limit, counted, markRead);
  }

  /** Skips that many messages; there is no cursor then. */
  public PageRequest offset(long messages) {
    return new PageRequest(
        folder, grouping, owner, filter, order, messages, null, limit, counted, markRead);
  }

  /** Continues where another page ended. Without a count, unless {@link #counted} follows. */
  public PageRequest cursor(String position) {
    return new PageRequest(
        folder, grouping, owner, filter, order, 0, position, limit, false, markRead);
  }

  public PageRequest limit(int messages) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, messages, counted, markRead);
  }

  public PageRequest counted(boolean count) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, limit, count, markRead);
  }

  public PageRequest markRead(boolean marks) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, limit, counted, marks);
  }

  public PageRequest withoutMarkingRead() {
    return markRead(false);
  }
}
