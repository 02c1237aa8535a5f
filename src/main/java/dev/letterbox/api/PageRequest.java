package dev.letterbox.api;

import dev.letterbox.api.internal.Copyable;
import java.util.List;

/**
 * Which page of a folder to return, built fluently:
 *
 * <pre>{@code
 * mailboxes.page(PageRequest.inbox("bob").offset(20).limit(10).markRead(true));
 * }</pre>
 *
 * <p>Defaults: the first 10 messages, newest first, with their count; none is marked as read.
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
 */
public final class PageRequest {

  /** Maximum number of messages of a page. */
  public static final int MAX_LIMIT = 1000;

  /** Maximum length of the body of each message of a page or conversation, in UTF-16 units. */
  public static final int MAX_BODY_LENGTH = 10_000;

  /** The cursor of the first page. */
  public static final String FIRST_PAGE = "";

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
      /** When it was sent: ids grow with time. */
      SENT_AT
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

  private final Values values;

  private PageRequest(Values values) {
    this.values = values;
  }

  /** The newest messages of a folder of this user. */
  public static PageRequest of(Folder folder, String owner) {
    return new PageRequest(
        new Values().with(copy -> copy.folder = folder).with(copy -> copy.owner = owner));
  }

  /** The newest messages that this user received. */
  public static PageRequest inbox(String owner) {
    return of(Folder.INBOX, owner);
  }

  public Folder folder() {
    return values.folder;
  }

  /** Name of the user whose folder it is. */
  public String owner() {
    return values.owner;
  }

  /** What the entries of the page are. */
  public Grouping grouping() {
    return values.grouping;
  }

  public PageRequest grouping(Grouping grouping) {
    return new PageRequest(values.with(copy -> copy.grouping = grouping));
  }

  /** Which messages of the folder to return. */
  public MessageFilter filter() {
    return values.filter;
  }

  public PageRequest filter(MessageFilter filter) {
    return new PageRequest(values.with(copy -> copy.filter = filter));
  }

  /** The sort order, the first element first; newest first when empty. */
  public List<MessageOrder> order() {
    return values.order;
  }

  public PageRequest orderBy(MessageOrder... order) {
    return orderBy(List.of(order));
  }

  public PageRequest orderBy(List<MessageOrder> order) {
    return new PageRequest(values.with(copy -> copy.order = List.copyOf(order)));
  }

  /** Number of messages to skip, 0 or more; 0 with a cursor. */
  public long offset() {
    return values.offset;
  }

  /** Skips that many messages; there is no cursor then. */
  public PageRequest offset(long offset) {
    return new PageRequest(
        values.with(copy -> copy.offset = offset).with(copy -> copy.cursor = null));
  }

  /**
   * {@link Page#next} or {@link Page#previous} of a page of the same owner and order, or {@link
   * #FIRST_PAGE}; null in the offset style.
   */
  public String cursor() {
    return values.cursor;
  }

  /** Continues where another page ended. Without a count, unless {@link #counted} follows. */
  public PageRequest cursor(String cursor) {
    return new PageRequest(
        values
            .with(copy -> copy.cursor = cursor)
            .with(copy -> copy.offset = 0)
            .with(copy -> copy.counted = false));
  }

  /** Maximum number of messages, 1 to {@value #MAX_LIMIT}. */
  public int limit() {
    return values.limit;
  }

  public PageRequest limit(int limit) {
    return new PageRequest(values.with(copy -> copy.limit = limit));
  }

  /** Whether to count all messages that match the filter. */
  public boolean counted() {
    return values.counted;
  }

  public PageRequest counted(boolean counted) {
    return new PageRequest(values.with(copy -> copy.counted = counted));
  }

  /** Whether the returned messages become read. */
  public boolean markRead() {
    return values.markRead;
  }

  public PageRequest markRead(boolean markRead) {
    return new PageRequest(values.with(copy -> copy.markRead = markRead));
  }

  /** Whether to return {@link Page#version}. */
  public boolean versioned() {
    return values.versioned;
  }

  public PageRequest versioned(boolean versioned) {
    return new PageRequest(values.with(copy -> copy.versioned = versioned));
  }

  private static final class Values extends Copyable<Values> {
    private Folder folder;
    private String owner;
    private Grouping grouping = Grouping.MESSAGE;
    private MessageFilter filter = MessageFilter.ALL;
    private List<MessageOrder> order = List.of();
    private long offset;
    private String cursor;
    private int limit = 10;
    private boolean counted = true;
    private boolean markRead;
    private boolean versioned;
  }
}
