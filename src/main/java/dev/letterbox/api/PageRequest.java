package dev.letterbox.api;

import java.util.Arrays;
import java.util.List;

/**
 * Which part of a folder to show, built fluently:
 *
 * <pre>{@code
 * mailboxes.page(PageRequest.inbox("bob").offset(20).limit(10));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, newest first, counted, which are marked as read.
 *
 * <p>There are two styles. With an <i>offset</i> so many messages are skipped. With a <i>cursor</i>
 * the page goes on where another one ended: whatever has arrived meanwhile, no message is skipped
 * or shown twice, and a page deep in a long inbox costs what the first one costs.
 *
 * <pre>{@code
 * Page page = mailboxes.page(PageRequest.inbox("bob").from(PageRequest.BEGIN));
 * while (page.next().isPresent()) {
 *   page = mailboxes.page(PageRequest.inbox("bob").from(page.next().get()));
 * }
 * }</pre>
 *
 * @param folder which folder
 * @param grouping what its entries are
 * @param owner name of the user whose folder it is
 * @param filter which of the messages to show
 * @param order how to sort; newest first when empty
 * @param offset how many messages to skip, 0 or more; 0 with a cursor
 * @param cursor where to go on: what {@link Page#next} or {@link Page#previous} of a page of the
 *     same owner and order held, or {@link #FIRST_PAGE}; null in the offset style
 * @param limit how many messages to show, 1 to {@value #MAX_LIMIT}
 * @param counted whether to count all messages that the filter shows
 * @param markRead whether the messages that are returned become read
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

  /** How many messages a page has at most. */
  public static final int MAX_LIMIT = 1000;

  /** The cursor of the first page. */
  public static final String FIRST_PAGE = "";

  public PageRequest {
    order = List.copyOf(order);
  }

  /** The newest messages of a folder; looking leaves them as they are. */
  public static PageRequest of(Folder folder, String owner) {
    return new PageRequest(
        folder, Grouping.MESSAGE, owner, MessageFilter.ALL, List.of(), 0, null, 10, true, false);
  }

  /** The newest messages that this user received; those that are returned become read. */
  public static PageRequest inbox(String owner) {
    return of(Folder.INBOX, owner).markRead(true);
  }

  /** Each conversation is an entry, for which its newest message in the folder stands. */
  public PageRequest byConversation() {
    return grouping(Grouping.CONVERSATION);
  }

  public PageRequest grouping(Grouping entries) {
    return new PageRequest(
        folder, entries, owner, filter, order, offset, cursor, limit, counted, markRead);
  }

  public PageRequest filter(MessageFilter shown) {
    return new PageRequest(
        folder, grouping, owner, shown, order, offset, cursor, limit, counted, markRead);
  }

  public PageRequest orderBy(MessageOrder... orders) {
    return orderBy(Arrays.asList(orders));
  }

  public PageRequest orderBy(List<MessageOrder> orders) {
    return new PageRequest(
        folder, grouping, owner, filter, orders, offset, cursor, limit, counted, markRead);
  }

  public PageRequest offset(long messages) {
    return new PageRequest(
        folder, grouping, owner, filter, order, messages, null, limit, counted, markRead);
  }

  /** Goes on where another page ended, and counts nothing unless told to. */
  public PageRequest cursor(String position) {
    return new PageRequest(
        folder, grouping, owner, filter, order, 0, position, limit, false, markRead);
  }

  public PageRequest limit(int messages) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, messages, counted, markRead);
  }

  public PageRequest counted(boolean wanted) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, limit, wanted, markRead);
  }

  /** Whether the messages that are returned become read. */
  public PageRequest markRead(boolean marks) {
    return new PageRequest(
        folder, grouping, owner, filter, order, offset, cursor, limit, counted, marks);
  }

  /** Looking leaves the messages as they are. */
  public PageRequest withoutMarkingRead() {
    return markRead(false);
  }
}
