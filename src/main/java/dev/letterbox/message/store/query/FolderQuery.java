package dev.letterbox.message.store.query;

import dev.letterbox.api.Folder;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
import dev.letterbox.message.store.query.MailboxSide.SideColumns;
import dev.letterbox.shared.jdbc.SqlFragment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * Queries for the entries of a folder: messages, or conversations represented by their newest
 * visible message.
 *
 * <p>The unfiltered inbox by conversation, ordered by id, is two index ranges: deliveries that are
 * the only message of their conversation, and {@code lb_conversation}. Every other list of
 * conversations is grouped.
 */
@ApplicationScoped
public class FolderQuery {

  private static final String SELECT_CONVERSATIONS =
      """
      select c.newest_id as entry_id, c.messages
      from lb_conversation c {index lb_conversation_newest}
      where c.owner = :owner and c.newest_id is not null
      """;
  private static final SideColumns CONVERSATION_COLUMNS =
      new SideColumns("c.newest_id", "c.thread_id", "", null, "");

  @Inject private FolderSql folderSql;
  @Inject private SessionVisibility visibility;
  @Inject private PageLoader pageLoader;

  /** Reads a page (1 or 2 statements, 1 more for the total of an empty page). */
  public PageRows page(PageRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    SqlFragment total = request.counted() ? countEntries(request) : new SqlFragment();
    PageRows page =
        pageLoader.load(
            request.owner(),
            selectPage(request, order, cursor),
            order,
            MailboxSide.shownAsReceivedCondition(request.folder()),
            total);
    return pageLoader.withTotal(page, total);
  }

  /**
   * Selects the ids ({@code d.message_id}) of the unread deliveries {@code d} in the inbox, up to
   * an id; further conditions can follow.
   */
  public SqlFragment selectUnread(String owner, MessageFilter filter, long lastId) {
    return SqlFragment.of("select d.message_id")
        .add(
            folderSql.fromWhereInbox(
                owner, filter.unread(true), MailboxSide.RECEIVED.indexHint(true)))
        .add(" and d.message_id <= :lastId")
        .bind("lastId", lastId);
  }

  /** Selects the ids of a page, the number of messages of each, and the columns of the order. */
  private SqlFragment selectPage(
      PageRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    boolean backwards = cursor.isPresent() && cursor.get().direction().isBackwards();
    long rows = request.cursor() == null ? request.limit() : request.limit() + 1L;
    LimitedUnion union = new LimitedUnion(order, backwards, request.offset(), rows);
    if (request.grouping() == Grouping.MESSAGE) {
      return union.toSql(
          MailboxSide.of(request.folder()).stream()
              .map(side -> selectMessages(side, request, order, cursor, backwards))
              .toList());
    }
    return isUnfilteredInbox(request) && order.isById()
        ? union.toSql(
            List.of(
                selectSingleMessages(request, order, cursor, backwards),
                selectConversations(request, order, cursor)))
        : union.toSql(List.of(selectGrouped(request, order, cursor)));
  }

  private static boolean isUnfilteredInbox(PageRequest request) {
    return request.folder() == Folder.INBOX && request.filter().conditions().isEmpty();
  }

  private SqlFragment selectMessages(
      MailboxSide side,
      PageRequest request,
      KeysetOrder order,
      Optional<PageCursor> cursor,
      boolean backwards) {
    SideColumns columns = side.columns();
    boolean withMessage =
        side == MailboxSide.SENT
            || order.needsMessage()
            || folderSql.needsMessage(request.filter());
    SqlFragment query =
        SqlFragment.of("select " + columns.id() + " as entry_id, 1 as messages")
            .add(order.columns(columns))
            .add(
                folderSql.fromWhere(
                    side,
                    request.owner(),
                    request.folder(),
                    request.filter(),
                    withMessage,
                    side.indexHint(order.isAscendingById(backwards))));
    cursor.ifPresent(position -> query.add(order.andKeysetPredicate(position, columns)));
    if (side == MailboxSide.RECEIVED && withMessage) {
      cursor.ifPresent(position -> query.add(order.andMessageIdPredicate(position)));
    }
    return query;
  }

  /** Conversations of one message. */
  private SqlFragment selectSingleMessages(
      PageRequest request, KeysetOrder order, Optional<PageCursor> cursor, boolean backwards) {
    String indexHint =
        order.isAscendingById(backwards)
            ? MailboxSide.RECEIVED.indexHint(true)
            : "{index lb_delivery_single_message}";
    SqlFragment query =
        SqlFragment.of("select d.message_id as entry_id, 1 as messages")
            .add(folderSql.fromWhereInbox(request.owner(), request.filter(), indexHint))
            .add(" and d.single_message = true");
    cursor.ifPresent(
        position -> query.add(order.andKeysetPredicate(position, MailboxSide.RECEIVED.columns())));
    return query;
  }

  /** Conversations with at least one delivered reply. */
  private static SqlFragment selectConversations(
      PageRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    SqlFragment query = SqlFragment.of(SELECT_CONVERSATIONS).bind("owner", request.owner());
    cursor.ifPresent(
        position -> query.add(order.andKeysetPredicate(position, CONVERSATION_COLUMNS)));
    return query;
  }

  private SqlFragment selectGrouped(
      PageRequest request, KeysetOrder order, Optional<PageCursor> cursor) {
    String shownAsReceived = MailboxSide.shownAsReceivedCondition(request.folder());
    SideColumns columns =
        new SideColumns(
            "g.newest_id",
            "g.thread_id",
            "m.level",
            "case when " + shownAsReceived + " then d.read_at end",
            "case when " + shownAsReceived + " then d.recipient else m.recipient end");
    SqlFragment query =
        SqlFragment.of("select g.newest_id as entry_id, g.messages")
            .add(order.columns(columns))
            .add(
                """

                from (
                  select y.thread_id, max(y.entry_id) as newest_id, count(*) as messages from (
                """)
            .add(selectThreads(request))
            .add(") y group by y.thread_id) g");
    if (!order.isById()) {
      query
          .add(
              """

              left join lb_delivery d on d.message_id = g.newest_id and d.recipient = :owner
              join lb_message m on m.id = g.newest_id
              """)
          .bind("owner", request.owner());
    }
    query.add(" where g.newest_id is not null");
    cursor.ifPresent(position -> query.add(order.andKeysetPredicate(position, columns)));
    return query;
  }

  /** All visible messages with their conversations. */
  private SqlFragment selectThreads(PageRequest request) {
    SqlFragment all = new SqlFragment();
    for (MailboxSide side : MailboxSide.of(request.folder())) {
      SideColumns columns = side.columns();
      all.add(all.isEmpty() ? "" : " union all ")
          .add("select %s as entry_id, %s as thread_id".formatted(columns.id(), columns.thread()))
          .add(fromWhere(side, request));
    }
    return all;
  }

  private SqlFragment fromWhere(MailboxSide side, PageRequest request) {
    return folderSql.fromWhere(
        side,
        request.owner(),
        request.folder(),
        request.filter(),
        folderSql.needsMessage(request.filter()),
        side.indexHint(true));
  }

  /** The number of entries; from the counters of the mailbox if they apply. */
  private SqlFragment countEntries(PageRequest request) {
    boolean byMessage = request.grouping() == Grouping.MESSAGE;
    if (isUnfilteredInbox(request) && visibility.canUseMailboxCounters()) {
      String counter = byMessage ? "b.total" : "b.conversations";
      return SqlFragment.of("coalesce((select ")
          .add(visibility.subtractHidden(counter, FolderSql.IN_INBOX))
          .add(" from lb_mailbox b where b.owner = :owner), 0)")
          .bind("owner", request.owner());
    }
    if (!byMessage) {
      return SqlFragment.of("(select count(distinct y.thread_id) from (")
          .add(selectThreads(request))
          .add(") y)");
    }
    SqlFragment sum = SqlFragment.of("(0");
    for (MailboxSide side : MailboxSide.of(request.folder())) {
      sum.add(" + (select count(*)").add(fromWhere(side, request)).add(")");
    }
    return sum.add(")");
  }
}
