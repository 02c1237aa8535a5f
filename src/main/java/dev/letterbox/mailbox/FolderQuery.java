package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.PageRequest;
import dev.letterbox.api.PageRequest.Grouping;
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
class FolderQuery {

  private static final String AS_ENTRY_ID = " as " + KeysetOrder.ENTRY_ID;

  @Inject private FolderSql folderSql;
  @Inject private SessionVisibility visibility;

  /**
   * Selects the ids of a page, the number of messages of each entry, and the columns of the order.
   */
  SqlFragment selectPage(PageRequest request, KeysetOrder order, Optional<PageCursor> position) {
    boolean backwards = position.isPresent() && position.get().direction().isBackwards();
    long rows = request.cursor() == null ? request.limit() : request.limit() + 1L;
    LimitedUnion union = new LimitedUnion(order, backwards, request.offset(), rows);
    if (request.grouping() == Grouping.MESSAGE) {
      return union.toSql(
          MailboxSide.of(request.folder()).stream()
              .map(side -> selectMessages(side, request, order, position, backwards))
              .toList());
    }
    return isUnfilteredInbox(request) && order.isByAge()
        ? union.toSql(
            List.of(
                selectSingleMessages(request, order, position, backwards),
                selectConversations(request, order, position)))
        : union.toSql(List.of(selectGrouped(request, order, position)));
  }

  private static boolean isUnfilteredInbox(PageRequest request) {
    return request.folder() == Folder.INBOX && request.filter().conditions().isEmpty();
  }

  private SqlFragment selectMessages(
      MailboxSide side,
      PageRequest request,
      KeysetOrder order,
      Optional<PageCursor> position,
      boolean backwards) {
    MailboxSide.SideColumns columns = side.columns();
    boolean withMessage =
        side == MailboxSide.SENT
            || order.needsMessage()
            || folderSql.needsMessage(request.filter());
    SqlFragment part =
        SqlFragment.of("select " + columns.id() + AS_ENTRY_ID + ", 1 as messages")
            .add(order.columns(columns))
            .add(
                folderSql.fromWhere(
                    side,
                    request.owner(),
                    request.folder(),
                    request.filter(),
                    withMessage,
                    side.derbyAccessPath(order.isAscendingById(backwards))));
    position.ifPresent(cursor -> part.add(order.keysetPredicate(cursor, columns)));
    if (side == MailboxSide.RECEIVED && withMessage) {
      position.ifPresent(cursor -> part.add(order.messageIdPredicate(cursor)));
    }
    return part;
  }

  /** Conversations of one message. */
  private SqlFragment selectSingleMessages(
      PageRequest request, KeysetOrder order, Optional<PageCursor> position, boolean backwards) {
    String derbyAccess =
        order.isAscendingById(backwards)
            ? MailboxSide.RECEIVED.derbyAccessPath(true)
            : "index=LB_DELIVERY_SINGLE_MESSAGE";
    SqlFragment part =
        SqlFragment.of("select d.message_id" + AS_ENTRY_ID + ", 1 as messages")
            .add(folderSql.fromWhere(request.owner(), request.filter(), derbyAccess))
            .add(" and d.single_message = true");
    position.ifPresent(
        cursor -> part.add(order.keysetPredicate(cursor, MailboxSide.RECEIVED.columns())));
    return part;
  }

  /** Conversations with at least one delivered reply. */
  private static SqlFragment selectConversations(
      PageRequest request, KeysetOrder order, Optional<PageCursor> position) {
    SqlFragment part =
        SqlFragment.of("select c.newest_id" + AS_ENTRY_ID + ", c.messages")
            .add(" from lb_conversation c --DERBY-PROPERTIES index=LB_CONVERSATION_NEWEST\n")
            .add(" where c.owner = ? and c.newest_id is not null", request.owner());
    MailboxSide.SideColumns columns =
        new MailboxSide.SideColumns("c.newest_id", "c.thread_id", "", null, "");
    position.ifPresent(cursor -> part.add(order.keysetPredicate(cursor, columns)));
    return part;
  }

  private SqlFragment selectGrouped(
      PageRequest request, KeysetOrder order, Optional<PageCursor> position) {
    String shownAsReceived = MailboxSide.shownAsReceivedCondition(request.folder());
    MailboxSide.SideColumns columns =
        new MailboxSide.SideColumns(
            "g.newest_id",
            "g.thread_id",
            "m.level",
            "case when " + shownAsReceived + " then d.read_at end",
            "case when " + shownAsReceived + " then d.recipient else m.recipient end");
    SqlFragment part =
        SqlFragment.of("select g.newest_id" + AS_ENTRY_ID + ", g.messages")
            .add(order.columns(columns))
            .add(" from (select y.thread_id, max(y." + KeysetOrder.ENTRY_ID + ") as newest_id,")
            .add(" count(*) as messages from (")
            .add(selectThreads(request))
            .add(") y group by y.thread_id) g");
    if (!order.isByAge()) {
      part.add(" left join lb_delivery d on d.message_id = g.newest_id")
          .add(" and d.recipient = ?", request.owner())
          .add(" join lb_message m on m.id = g.newest_id");
    }
    part.add(" where g.newest_id is not null");
    position.ifPresent(cursor -> part.add(order.keysetPredicate(cursor, columns)));
    return part;
  }

  /** All visible messages with their conversations. */
  private SqlFragment selectThreads(PageRequest request) {
    SqlFragment all = new SqlFragment();
    for (MailboxSide side : MailboxSide.of(request.folder())) {
      String select =
          "select " + side.columns().id() + AS_ENTRY_ID + ", " + side.columns().thread();
      all.add(all.isEmpty() ? select : " union all " + select)
          .add(" as thread_id")
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
        side.derbyAccessPath(true));
  }

  /**
   * The number of entries; from the counters of the mailbox unless sessions limit what is visible.
   */
  SqlFragment countEntries(PageRequest request) {
    boolean byMessage = request.grouping() == Grouping.MESSAGE;
    if (isUnfilteredInbox(request) && visibility.canUseMailboxCounters()) {
      String counter = byMessage ? "b.total" : "b.conversations";
      return SqlFragment.of("coalesce((select ")
          .add(visibility.subtractHidden(counter, FolderSql.IN_INBOX))
          .add(" from lb_mailbox b where b.owner = ?), 0)", request.owner());
    }
    if (!byMessage) {
      return SqlFragment.of("(select count(distinct y.thread_id) from (")
          .add(selectThreads(request))
          .add(") y)");
    }
    SqlFragment sum = new SqlFragment();
    for (MailboxSide side : MailboxSide.of(request.folder())) {
      sum.add(sum.isEmpty() ? "(select count(*)" : " + (select count(*)")
          .add(fromWhere(side, request))
          .add(")");
    }
    return SqlFragment.of("(").add(sum).add(")");
  }
}
