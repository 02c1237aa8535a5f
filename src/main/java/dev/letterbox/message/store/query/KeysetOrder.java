package dev.letterbox.message.store.query;

import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.message.store.query.MailboxSide.SideColumns;
import dev.letterbox.shared.jdbc.SqlFragment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The sort order of a page as SQL. Every order ends with the id, so it is total. A null time sorts
 * highest; a null name or subject sorts as an empty text. Names compare case-sensitively, subjects
 * in lower case.
 *
 * <p>A message read after the first page was loaded still sorts as unread: loading a page marks its
 * messages as read and must not move them to a later page.
 */
public final class KeysetOrder {

  /** Alias of the id column of every query that selects entries. */
  static final String ENTRY_ID = "entry_id";

  private static final Set<MessageOrder.Key> MESSAGE_KEYS =
      Set.of(MessageOrder.Key.SENDER, MessageOrder.Key.SUBJECT);

  private final List<MessageOrder> orders = new ArrayList<>();
  private final Instant asOf;

  /**
   * @param orders keys in descending priority; may be empty
   * @param asOf when the first page was loaded
   */
  public KeysetOrder(List<MessageOrder> orders, Instant asOf) {
    this.asOf = asOf;
    for (MessageOrder order : orders) {
      this.orders.add(order);
      if (order.key() == MessageOrder.Key.SENT_AT) {
        return;
      }
    }
    boolean newestFirst = orders.isEmpty() || orders.get(orders.size() - 1).descending();
    this.orders.add(new MessageOrder(MessageOrder.Key.SENT_AT, newestFirst));
  }

  /** Whether the id is the only key, so that an index provides the order. */
  boolean isById() {
    return orders.size() == 1;
  }

  /** Whether a page ordered by id alone is read in ascending order of ids. */
  boolean isAscendingById(boolean backwards) {
    return isById() && orders.get(0).descending() == backwards;
  }

  /** Whether a key needs a column of {@code lb_message m}. */
  boolean needsMessage() {
    return orders.stream().anyMatch(order -> MESSAGE_KEYS.contains(order.key()));
  }

  /** Select-list columns for {@link #orderBy}, after the id; begins with a comma. */
  SqlFragment columns(SideColumns side) {
    SqlFragment columns = new SqlFragment();
    for (int i = 0; i < orders.size(); i++) {
      if (orders.get(i).key() != MessageOrder.Key.SENT_AT) {
        columns.add(", ").add(keyExpression(orders.get(i).key(), side)).add(" as " + sortColumn(i));
      }
    }
    return isById() ? columns : columns.limitTime();
  }

  /**
   * The {@code order by} clause of a query that selects the id and {@link #columns}.
   *
   * @param table prefix of the columns including the dot; may be empty
   */
  String orderBy(boolean backwards, String table) {
    List<String> columns = new ArrayList<>();
    for (int i = 0; i < orders.size(); i++) {
      columns.add(
          table
              + (orders.get(i).key() == MessageOrder.Key.SENT_AT ? ENTRY_ID : sortColumn(i))
              + (orders.get(i).descending() == backwards ? " asc" : " desc"));
    }
    return " order by " + String.join(", ", columns);
  }

  private static String sortColumn(int index) {
    return "sort_key_" + index;
  }

  /**
   * The keyset predicate repeated for {@code lb_message m}: a plan that starts with that table
   * would otherwise scan all messages before the cursor. Empty unless the order is by id alone.
   */
  SqlFragment andMessageIdPredicate(PageCursor cursor) {
    return isById()
        ? SqlFragment.of(" and ")
            .add(afterId("m.id", isAscendingById(cursor.direction().isBackwards()), cursor))
        : new SqlFragment();
  }

  /** Selects the messages after or before the cursor; begins with {@code and}. */
  SqlFragment andKeysetPredicate(PageCursor cursor, SideColumns side) {
    SqlFragment predicate = SqlFragment.of(" and (");
    for (int i = 0; i < orders.size(); i++) {
      predicate.add(i == 0 ? "(" : " or (");
      for (MessageOrder precedingOrder : orders.subList(0, i)) {
        predicate.add(equalTo(precedingOrder.key(), cursor, side)).add(" and ");
      }
      MessageOrder order = orders.get(i);
      boolean ascending = order.descending() == cursor.direction().isBackwards();
      predicate.add(afterKey(order.key(), ascending, cursor, side)).add(")");
    }
    return predicate.add(")");
  }

  private SqlFragment equalTo(MessageOrder.Key key, PageCursor cursor, SideColumns side) {
    return key == MessageOrder.Key.READ_AT && cursor.readAt() == null
        ? SqlFragment.of("(").add(keyExpression(key, side)).add(") is null")
        : compare(key, " = ", cursor, side);
  }

  private SqlFragment afterKey(
      MessageOrder.Key key, boolean ascending, PageCursor cursor, SideColumns side) {
    if (key == MessageOrder.Key.SENT_AT) {
      return afterId(side.id(), ascending, cursor);
    }
    if (key == MessageOrder.Key.READ_AT && cursor.readAt() == null) {
      return ascending
          ? SqlFragment.of("1 = 0")
          : SqlFragment.of("(").add(keyExpression(key, side)).add(") is not null");
    }
    SqlFragment predicate = compare(key, ascending ? " > " : " < ", cursor, side);
    return key == MessageOrder.Key.READ_AT && ascending
        ? SqlFragment.of("(")
            .add(predicate)
            .add(" or (")
            .add(keyExpression(key, side))
            .add(") is null)")
        : predicate;
  }

  private SqlFragment compare(
      MessageOrder.Key key, String operator, PageCursor cursor, SideColumns side) {
    SqlFragment operand =
        switch (key) {
          case LEVEL -> value(cursor.level());
          case READ_AT -> value(cursor.readAt());
          case SENT_AT -> value(cursor.id());
          case SENDER -> value(cursor.sender());
          case RECIPIENT -> value(cursor.recipient());
          case SUBJECT ->
              SqlFragment.of("{lower cast(:subject as varchar(600))} {byte order}")
                  .bind("subject", cursor.subject());
        };
    return SqlFragment.of("(").add(keyExpression(key, side)).add(")" + operator).add(operand);
  }

  private static SqlFragment value(Object value) {
    return SqlFragment.of(":value").bind("value", value);
  }

  private static SqlFragment afterId(String column, boolean ascending, PageCursor cursor) {
    String comparison = (ascending ? " >" : " <") + (cursor.direction().isInclusive() ? "=" : "");
    return SqlFragment.of(column + comparison + " :id").bind("id", cursor.id());
  }

  private SqlFragment keyExpression(MessageOrder.Key key, SideColumns side) {
    return switch (key) {
      case LEVEL -> SqlFragment.of(side.level());
      case READ_AT -> readAt(side);
      case SENT_AT -> SqlFragment.of(side.id());
      case SENDER -> SqlFragment.of("coalesce(m.sender, '')");
      case RECIPIENT -> SqlFragment.of("coalesce(" + side.recipient() + ", '')");
      case SUBJECT -> SqlFragment.of("{lower coalesce(m.subject, '')} {byte order}");
    };
  }

  private SqlFragment readAt(SideColumns side) {
    return side.readAt() == null
        ? SqlFragment.of("cast(null as timestamp)")
        : SqlFragment.of("case when %1$s < :asOf then %1$s end".formatted(side.readAt()))
            .bind("asOf", asOf);
  }

  /** The cursor that continues from an entry. */
  public PageCursor cursorOf(MailboxMessage entry, PageCursor.Direction direction) {
    return new PageCursor(
        direction,
        asOf,
        uses(MessageOrder.Key.LEVEL) ? entry.row().header().level() : 0,
        uses(MessageOrder.Key.READ_AT) && entry.side().received() ? readAtKey(entry) : null,
        uses(MessageOrder.Key.SENDER) ? orEmpty(entry.row().header().sender()) : "",
        uses(MessageOrder.Key.RECIPIENT) ? orEmpty(entry.side().recipient()) : "",
        uses(MessageOrder.Key.SUBJECT) ? orEmpty(entry.row().header().subject()) : "",
        entry.id());
  }

  private boolean uses(MessageOrder.Key key) {
    return orders.stream().anyMatch(order -> order.key() == key);
  }

  private Instant readAtKey(MailboxMessage entry) {
    Instant readAt = entry.readState().readAt();
    return readAt == null || !readAt.isBefore(asOf) ? null : readAt;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
