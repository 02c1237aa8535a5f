package dev.letterbox.mailbox;

import dev.letterbox.api.Folder;
import dev.letterbox.api.Grouping;
import dev.letterbox.api.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The entries of a folder, in SQL: messages, or conversations for which the newest of their
 * messages that are shown stands.
 *
 * <p>The whole inbox by conversation, by age, is two ranges of indexes: deliveries that are alone
 * in their conversation, and {@code lb_conversation}. Everything else that is by conversation is
 * grouped.
 */
@ApplicationScoped
class Entries {

  private static final String ENTRY = " as " + Sorting.ENTRY;

  @Inject private Selection selection;
  @Inject private Visibility visibility;

  /** The ids of the entries of a page, how many messages each has, and what the order needs. */
  Fragment page(PageRequest request, Sorting sorting, Optional<Cursor> place) {
    boolean backwards = place.isPresent() && place.get().way().isBackwards();
    long rows = request.cursor() == null ? request.limit() : request.limit() + 1L;
    Range range = new Range(sorting, backwards, request.offset(), rows);
    if (request.grouping() == Grouping.MESSAGE) {
      return range.of(
          Side.of(request.folder()).stream()
              .map(side -> messages(side, request, sorting, place, backwards))
              .toList());
    }
    return isWholeInbox(request) && sorting.isByAge()
        ? range.of(
            List.of(alone(request, sorting, place, backwards), known(request, sorting, place)))
        : range.of(List.of(grouped(request, sorting, place)));
  }

  private static boolean isWholeInbox(PageRequest request) {
    return request.folder() == Folder.INBOX && request.filter().conditions().isEmpty();
  }

  private Fragment messages(
      Side side, PageRequest request, Sorting sorting, Optional<Cursor> place, boolean backwards) {
    Side.Columns columns = side.columns();
    boolean withMessage =
        side == Side.SENT || sorting.needsMessage() || selection.needsMessage(request.filter());
    Fragment part =
        Fragment.of("select " + columns.id() + ENTRY + ", 1 as messages")
            .add(sorting.columns(columns))
            .add(
                selection.of(
                    side,
                    request.owner(),
                    request.folder(),
                    request.filter(),
                    withMessage,
                    side.derbyAccess(sorting.isUpwards(backwards))));
    place.ifPresent(cursor -> part.add(sorting.andBeyond(cursor, columns)));
    if (side == Side.RECEIVED && withMessage) {
      place.ifPresent(cursor -> part.add(sorting.andOfMessagesBeyond(cursor)));
    }
    return part;
  }

  /** Conversations of one message. */
  private Fragment alone(
      PageRequest request, Sorting sorting, Optional<Cursor> place, boolean backwards) {
    String access =
        sorting.isUpwards(backwards) ? Side.RECEIVED.derbyAccess(true) : "index=LB_DELIVERY_SINGLE_MESSAGE";
    Fragment part =
        Fragment.of("select d.message_id" + ENTRY + ", 1 as messages")
            .add(selection.of(request.owner(), request.filter(), access))
            .add(" and d.single_message = true");
    place.ifPresent(cursor -> part.add(sorting.andBeyond(cursor, Side.RECEIVED.columns())));
    return part;
  }

  /** Conversations in which a reply was delivered. */
  private static Fragment known(PageRequest request, Sorting sorting, Optional<Cursor> place) {
    Fragment part =
        Fragment.of("select c.newest_id" + ENTRY + ", c.messages")
            .add(" from lb_conversation c --DERBY-PROPERTIES index=LB_CONVERSATION_NEWEST\n")
            .add(" where c.owner = ? and c.newest_id is not null", request.owner());
    Side.Columns columns = new Side.Columns("c.newest_id", "c.thread_id", "", null, "");
    place.ifPresent(cursor -> part.add(sorting.andBeyond(cursor, columns)));
    return part;
  }

  private Fragment grouped(PageRequest request, Sorting sorting, Optional<Cursor> place) {
    String received = Side.isShownAsReceived(request.folder());
    Side.Columns columns =
        new Side.Columns(
            "g.newest_id",
            "g.thread_id",
            "m.level",
            "case when " + received + " then d.read_at end",
            "case when " + received + " then d.recipient else m.recipient end");
    Fragment part =
        Fragment.of("select g.newest_id" + ENTRY + ", g.messages")
            .add(sorting.columns(columns))
            .add(" from (select y.thread_id, max(y." + Sorting.ENTRY + ") as newest_id,")
            .add(" count(*) as messages from (")
            .add(threads(request))
            .add(") y group by y.thread_id) g");
    if (!sorting.isByAge()) {
      part.add(" left join lb_delivery d on d.message_id = g.newest_id")
          .add(" and d.recipient = ?", request.owner())
          .add(" join lb_message m on m.id = g.newest_id");
    }
    part.add(" where g.newest_id is not null");
    place.ifPresent(cursor -> part.add(sorting.andBeyond(cursor, columns)));
    return part;
  }

  /** All messages that are shown, and their conversations. */
  private Fragment threads(PageRequest request) {
    Fragment all = new Fragment();
    for (Side side : Side.of(request.folder())) {
      String select = "select " + side.columns().id() + ENTRY + ", " + side.columns().thread();
      all.add(all.isEmpty() ? select : " union all " + select)
          .add(" as thread_id")
          .add(shown(side, request));
    }
    return all;
  }

  private Fragment shown(Side side, PageRequest request) {
    return selection.of(
        side,
        request.owner(),
        request.folder(),
        request.filter(),
        selection.needsMessage(request.filter()),
        side.derbyAccess(true));
  }

  /** How many entries there are: the mailbox knows, unless some of them are not to be shown. */
  Fragment total(PageRequest request) {
    boolean byMessage = request.grouping() == Grouping.MESSAGE;
    if (isWholeInbox(request) && visibility.isCountedInMailbox()) {
      String counter = byMessage ? "b.total" : "b.conversations";
      return Fragment.of("coalesce((select ")
          .add(visibility.without(counter, Selection.IN_INBOX))
          .add(" from lb_mailbox b where b.owner = ?), 0)", request.owner());
    }
    if (!byMessage) {
      return Fragment.of("(select count(distinct y.thread_id) from (")
          .add(threads(request))
          .add(") y)");
    }
    Fragment sum = new Fragment();
    for (Side side : Side.of(request.folder())) {
      sum.add(sum.isEmpty() ? "(select count(*)" : " + (select count(*)")
          .add(shown(side, request))
          .add(")");
    }
    return Fragment.of("(").add(sum).add(")");
  }
}
