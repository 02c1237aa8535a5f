package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.Page;
import dev.letterbox.api.PageRequest;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads pages of an inbox: messages, tags and number in one statement. */
@ApplicationScoped
class PageReader {

  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Selection selection;
  @Inject private Visibility visibility;

  /** The page that is asked for, by a request that is right. */
  Page page(PageRequest request) {
    Optional<Cursor> place = hasNoPlace(request) ? Optional.empty() : Cursor.decode(request);
    Sorting sorting =
        new Sorting(request.order(), place.map(Cursor::begun).orElseGet(() -> clock.now()));
    List<Long> totals = new ArrayList<>();
    MessageRows rows = new MessageRows(settings.get(Setting.LEVEL_TAGS));
    Fragment query = query(request, sorting, place);
    sql.query(
        query.sql(),
        row -> {
          rows.add(row);
          return totals.isEmpty() && totals.add(row.getLong("total"));
        },
        query.parameters());
    List<Message> found = rows.messages().sorted(sorting.comparator()).toList();
    return page(request, found, sorting, place, count(request, totals));
  }

  /** Whether the cursor of a request, if it has one, is one of its owner and order. */
  static boolean isCursor(PageRequest request) {
    return hasNoPlace(request) || Cursor.decode(request).isPresent();
  }

  private static boolean hasNoPlace(PageRequest request) {
    return request.cursor() == null || request.cursor().equals(PageRequest.BEGIN);
  }

  private static boolean isBackwards(Optional<Cursor> place) {
    return place.isPresent() && place.get().way().isBackwards();
  }

  /** One more was read than is shown, to know whether there is another page. */
  private static Page page(
      PageRequest request,
      List<Message> found,
      Sorting sorting,
      Optional<Cursor> place,
      OptionalLong count) {
    boolean backwards = isBackwards(place);
    boolean more = found.size() > request.limit();
    int surplus = more ? 1 : 0;
    List<Message> shown =
        backwards ? found.subList(surplus, found.size()) : found.subList(0, found.size() - surplus);
    if (request.cursor() == null) {
      return new Page(count, shown, Optional.empty(), Optional.empty());
    }
    if (shown.isEmpty()) {
      return nothingThere(request, place, count);
    }
    Cursor after = sorting.placeOf(shown.get(shown.size() - 1), Cursor.Way.AFTER);
    Cursor before = sorting.placeOf(shown.get(0), Cursor.Way.BEFORE);
    return new Page(
        count,
        shown,
        Optional.of(after.encode(request)).filter(text -> backwards || more),
        Optional.of(before.encode(request)).filter(text -> backwards ? more : place.isPresent()));
  }

  /** What was there has gone since the link was made: the only way is back. */
  private static Page nothingThere(
      PageRequest request, Optional<Cursor> place, OptionalLong count) {
    Optional<String> back = place.map(cursor -> cursor.turned().encode(request));
    boolean backwards = isBackwards(place);
    return new Page(
        count, List.of(), back.filter(text -> backwards), back.filter(text -> !backwards));
  }

  private OptionalLong count(PageRequest request, List<Long> totals) {
    if (!request.counted()) {
      return OptionalLong.empty();
    }
    if (!totals.isEmpty()) {
      return OptionalLong.of(totals.get(0));
    }
    Fragment total = total(request);
    String single = sql.isDerby() ? " from sysibm.sysdummy1" : "";
    return OptionalLong.of(
        sql.query(
                "select " + total.sql() + " as total" + single,
                row -> row.getLong("total"),
                total.parameters())
            .get(0));
  }

  private Fragment query(PageRequest request, Sorting sorting, Optional<Cursor> place) {
    boolean backwards = isBackwards(place);
    Fragment part =
        Fragment.of(
                "select d.recipient, d.message_id, d.read_at, d.replied_at, d.archived,"
                    + " d.deleted_at, ")
            .add(request.counted() ? total(request) : Fragment.of("0"))
            .add(" as total")
            .add(sorting.columns());
    boolean upwards = sorting.isByAge() && sorting.isDescending() == backwards;
    String access = upwards ? Selection.OLDEST_FIRST : Selection.NEWEST_FIRST;
    part.add(selection.of(request.owner(), request.filter(), access));
    place.ifPresent(cursor -> part.add(" and ").add(sorting.beyond(cursor)));
    if (selection.needsMessage(request.filter())) {
      place.ifPresent(cursor -> part.add(sorting.andOfMessagesBeyond(cursor)));
    }
    part.add(" order by " + sorting.orderBy(backwards))
        .add(
            " offset ? rows fetch next ? rows only",
            request.offset(),
            request.cursor() == null ? request.limit() : request.limit() + 1);
    return Fragment.of(
            "select p.total, p.recipient, p.read_at, p.replied_at, p.archived, p.deleted_at, "
                + MessageRows.COLUMNS
                + " from (")
        .add(part)
        .add(
            ") p join lb_message m on m.id = p.message_id"
                + " left join lb_message_tag t on t.message_id = m.id");
  }

  /** How many messages there are: the mailbox knows, unless some of them are not to be shown. */
  private Fragment total(PageRequest request) {
    if (request.filter().conditions().isEmpty() && visibility.isCountedInMailbox()) {
      return Fragment.of("coalesce((select ")
          .add(visibility.without("b.total", Selection.IN_INBOX))
          .add(" from lb_mailbox b where b.owner = ?), 0)", request.owner());
    }
    return Fragment.of("(select count(*)")
        .add(selection.of(request.owner(), request.filter(), Selection.OLDEST_FIRST))
        .add(")");
  }
}
