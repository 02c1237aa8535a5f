package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.PageRequest.MessageOrder;
import dev.letterbox.shared.jdbc.SqlRunner;
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
final class KeysetOrder {

  /** Alias of the id column of every query that selects entries. */
  static final String ENTRY_ID = "entry_id";

  private static final String NULL_TIMESTAMP = "cast(null as timestamp)";
  private static final Set<MessageOrder.Key> MESSAGE_KEYS =
      Set.of(MessageOrder.Key.SENDER, MessageOrder.Key.SUBJECT);

  private final List<MessageOrder> keys = new ArrayList<>();
  private final Instant asOf;
  private final SqlRunner sql;

  KeysetOrder(List<MessageOrder> orders, Instant asOf, SqlRunner sql) {
    this.asOf = asOf;
    this.sql = sql;
    for (MessageOrder order : orders) {
      keys.add(order);
      if (order.key() == MessageOrder.Key.CREATED) {
        return;
      }
    }
    boolean newestFirst = keys.isEmpty() || keys.get(keys.size() - 1).descending();
    keys.add(new MessageOrder(MessageOrder.Key.CREATED, newestFirst));
  }

  /** Whether the id is the only key, so that an index provides the order. */
  boolean isByAge() {
    return keys.size() == 1;
  }

  /** Whether a page ordered by id alone is read in ascending order of ids. */
  boolean isAscendingById(boolean backwards) {
    return isByAge() && keys.get(0).descending() == backwards;
  }

  /** Whether a key needs a column of {@code lb_message m}. */
  boolean needsMessage() {
    return keys.stream().anyMatch(order -> MESSAGE_KEYS.contains(order.key()));
  }

  /** Select-list columns for {@link #orderBy}, after the id; begins with a comma. */
  SqlFragment columns(MailboxSide.SideColumns side) {
    SqlFragment columns = new SqlFragment();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).key() != MessageOrder.Key.CREATED) {
        columns.add(", ").add(keyExpression(keys.get(i).key(), side)).add(" as " + keyColumn(i));
      }
    }
    return columns;
  }

  /**
   * The {@code order by} clause of a query that selects the id and {@link #columns}.
   *
   * @param table prefix of the columns including the dot; may be empty
   */
  String orderBy(boolean backwards, String table) {
    StringBuilder order = new StringBuilder(" order by ");
    for (int i = 0; i < keys.size(); i++) {
      order
          .append(i == 0 ? "" : ", ")
          .append(table)
          .append(keys.get(i).key() == MessageOrder.Key.CREATED ? ENTRY_ID : keyColumn(i))
          .append(keys.get(i).descending() == backwards ? " asc" : " desc");
    }
    return order.toString();
  }

  private static String keyColumn(int key) {
    return "sort_key_" + key;
  }

  /**
   * The keyset predicate repeated for {@code lb_message m}: a plan that starts with that table
   * would otherwise scan all messages before the cursor. Empty unless the order is by id alone.
   */
  SqlFragment messageIdPredicate(PageCursor cursor) {
    if (!isByAge()) {
      return new SqlFragment();
    }
    return SqlFragment.of(" and ")
        .add(afterId("m.id", isAscendingById(cursor.direction().isBackwards()), cursor));
  }

  /** Selects the messages after or before the cursor. */
  SqlFragment keysetPredicate(PageCursor cursor, MailboxSide.SideColumns side) {
    SqlFragment predicate = SqlFragment.of(" and (");
    for (int i = 0; i < keys.size(); i++) {
      predicate.add(i == 0 ? "(" : " or (");
      for (MessageOrder precedingOrder : keys.subList(0, i)) {
        predicate.add(equalTo(precedingOrder.key(), cursor, side)).add(" and ");
      }
      MessageOrder order = keys.get(i);
      boolean ascending = order.descending() == cursor.direction().isBackwards();
      predicate.add(afterKey(order.key(), ascending, cursor, side)).add(")");
    }
    return predicate.add(")");
  }

  private SqlFragment equalTo(
      MessageOrder.Key key, PageCursor cursor, MailboxSide.SideColumns side) {
    return key == MessageOrder.Key.READ_AT && cursor.readAt() == null
        ? SqlFragment.of("(").add(keyExpression(key, side)).add(") is null")
        : compare(key, " = ", cursor, side);
  }

  private SqlFragment afterKey(
      MessageOrder.Key key, boolean ascending, PageCursor cursor, MailboxSide.SideColumns side) {
    if (key == MessageOrder.Key.CREATED) {
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
      MessageOrder.Key key, String operator, PageCursor cursor, MailboxSide.SideColumns side) {
    SqlFragment operand =
        switch (key) {
          case LEVEL -> SqlFragment.of("?", cursor.level());
          case READ_AT -> SqlFragment.of("?", cursor.readAt());
          case CREATED -> SqlFragment.of("?", cursor.id());
          case SENDER -> SqlFragment.of("?", cursor.sender());
          case RECIPIENT -> SqlFragment.of("?", cursor.recipient());
          case SUBJECT -> SqlFragment.of(lowerCase("cast(? as varchar(600))"), cursor.subject());
        };
    return SqlFragment.of("(").add(keyExpression(key, side)).add(")" + operator).add(operand);
  }

  private static SqlFragment afterId(String column, boolean ascending, PageCursor cursor) {
    String comparison =
        (ascending ? " >" : " <") + (cursor.direction().isInclusive() ? "= ?" : " ?");
    return SqlFragment.of(column + comparison, cursor.id());
  }

  private SqlFragment keyExpression(MessageOrder.Key key, MailboxSide.SideColumns side) {
    return switch (key) {
      case LEVEL -> SqlFragment.of(side.level());
      case READ_AT -> readAt(side);
      case CREATED -> SqlFragment.of(side.id());
      case SENDER -> SqlFragment.of("coalesce(m.sender, '')");
      case RECIPIENT -> SqlFragment.of("coalesce(" + side.recipient() + ", '')");
      case SUBJECT -> SqlFragment.of(lowerCase("coalesce(m.subject, '')"));
    };
  }

  private SqlFragment readAt(MailboxSide.SideColumns side) {
    return side.readAt() == null
        ? SqlFragment.of(NULL_TIMESTAMP)
        : SqlFragment.of(
            "case when " + side.readAt() + " < ? then " + side.readAt() + " end", asOf);
  }

  private String lowerCase(String text) {
    return sql.lowerCase(text) + (sql.isDerby() ? "" : " collate \"C\"");
  }

  /** The cursor that continues from an entry. */
  PageCursor cursorOf(PageEntry entry, PageCursor.Direction direction) {
    Message message = entry.message();
    PageCursor cursor = new PageCursor(direction, asOf, 0, null, "", "", "", message.id());
    for (MessageOrder order : keys) {
      cursor =
          switch (order.key()) {
            case LEVEL -> cursor.level(message.level());
            case READ_AT -> cursor.readAt(entry.received() ? readAtKey(message) : null);
            case SENDER -> cursor.sender(orEmpty(message.sender()));
            case RECIPIENT -> cursor.recipient(orEmpty(message.recipient()));
            case SUBJECT -> cursor.subject(orEmpty(message.subject()));
            case CREATED -> cursor;
          };
    }
    return cursor;
  }

  private Instant readAtKey(Message message) {
    Instant readAt = message.readAt();
    return readAt == null || !readAt.isBefore(asOf) ? null : readAt;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
