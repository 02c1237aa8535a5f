package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageOrder;
import dev.letterbox.shared.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The order of a page, in SQL. Every order ends with the id, so that no two messages are alike.
 * Databases agree that a missing time is the highest; a missing name or subject counts as an empty
 * one. Names are compared as they are, subjects in lower case.
 *
 * <p>What was read since the first page was shown counts as unread: reading a page must not move
 * its messages to a place where they would be shown again.
 */
final class Sorting {

  /** The id of what a query selects, by the name that it has there. */
  static final String ENTRY = "entry_id";

  private static final String NO_TIME = "cast(null as timestamp)";
  private static final Set<MessageOrder.Key> OF_MESSAGE =
      Set.of(MessageOrder.Key.SENDER, MessageOrder.Key.SUBJECT);

  private final List<MessageOrder> keys = new ArrayList<>();
  private final Instant begun;
  private final Sql sql;

  Sorting(List<MessageOrder> orders, Instant begun, Sql sql) {
    this.begun = begun;
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

  /** Whether the order begins with the id, so that an index has it. */
  boolean isByAge() {
    return keys.size() == 1;
  }

  /** Whether a page is read from low ids to high ones, where the order is by age. */
  boolean isUpwards(boolean backwards) {
    return isByAge() && keys.get(0).descending() == backwards;
  }

  /** Whether it looks at {@code lb_message m}. */
  boolean needsMessage() {
    return keys.stream().anyMatch(order -> OF_MESSAGE.contains(order.key()));
  }

  /** What {@link #orderBy} needs in the list of columns, after the id. */
  Fragment columns(Side.Columns side) {
    Fragment columns = new Fragment();
    for (int i = 0; i < keys.size(); i++) {
      if (keys.get(i).key() != MessageOrder.Key.CREATED) {
        columns.add(", ").add(value(keys.get(i).key(), side)).add(" as " + name(i));
      }
    }
    return columns;
  }

  /**
   * The order of a query that selects the id and {@link #columns}, and of one around it.
   *
   * @param table what the query around it calls that, with a dot
   */
  String orderBy(boolean backwards, String table) {
    StringBuilder order = new StringBuilder(" order by ");
    for (int i = 0; i < keys.size(); i++) {
      order
          .append(i == 0 ? "" : ", ")
          .append(table)
          .append(keys.get(i).key() == MessageOrder.Key.CREATED ? ENTRY : name(i))
          .append(keys.get(i).descending() == backwards ? " asc" : " desc");
    }
    return order.toString();
  }

  private static String name(int key) {
    return "sort_key_" + key;
  }

  /**
   * The messages that come after a place, or before it, said of {@code lb_message m} as well: a
   * database that begins with it would otherwise go through all the messages before that place.
   * Nothing unless the order is by age alone.
   */
  Fragment andOfMessagesBeyond(Cursor place) {
    if (!isByAge()) {
      return new Fragment();
    }
    return Fragment.of(" and ").add(beyondId("m.id", isUpwards(place.way().isBackwards()), place));
  }

  /** The messages that come after a place, or before it. */
  Fragment andBeyond(Cursor place, Side.Columns side) {
    Fragment any = Fragment.of(" and (");
    for (int i = 0; i < keys.size(); i++) {
      any.add(i == 0 ? "(" : " or (");
      for (MessageOrder same : keys.subList(0, i)) {
        any.add(equal(same.key(), place, side)).add(" and ");
      }
      MessageOrder order = keys.get(i);
      boolean upwards = order.descending() == place.way().isBackwards();
      any.add(beyond(order.key(), upwards, place, side)).add(")");
    }
    return any.add(")");
  }

  private Fragment equal(MessageOrder.Key key, Cursor place, Side.Columns side) {
    return key == MessageOrder.Key.READ_AT && place.readAt() == null
        ? Fragment.of("(").add(value(key, side)).add(") is null")
        : compared(key, " = ", place, side);
  }

  private Fragment beyond(MessageOrder.Key key, boolean upwards, Cursor place, Side.Columns side) {
    if (key == MessageOrder.Key.CREATED) {
      return beyondId(side.id(), upwards, place);
    }
    if (key == MessageOrder.Key.READ_AT && place.readAt() == null) {
      return upwards
          ? Fragment.of("1 = 0")
          : Fragment.of("(").add(value(key, side)).add(") is not null");
    }
    Fragment further = compared(key, upwards ? " > " : " < ", place, side);
    return key == MessageOrder.Key.READ_AT && upwards
        ? Fragment.of("(").add(further).add(" or (").add(value(key, side)).add(") is null)")
        : further;
  }

  private Fragment compared(
      MessageOrder.Key key, String comparison, Cursor place, Side.Columns side) {
    Fragment given =
        switch (key) {
          case LEVEL -> Fragment.of("?", place.level());
          case READ_AT -> Fragment.of("?", place.readAt());
          case CREATED -> Fragment.of("?", place.id());
          case SENDER -> Fragment.of("?", place.sender());
          case RECIPIENT -> Fragment.of("?", place.recipient());
          case SUBJECT -> Fragment.of(inLowerCase("cast(? as varchar(600))"), place.subject());
        };
    return Fragment.of("(").add(value(key, side)).add(")" + comparison).add(given);
  }

  private static Fragment beyondId(String column, boolean upwards, Cursor place) {
    String comparison = (upwards ? " >" : " <") + (place.way().isInclusive() ? "= ?" : " ?");
    return Fragment.of(column + comparison, place.id());
  }

  private Fragment value(MessageOrder.Key key, Side.Columns side) {
    return switch (key) {
      case LEVEL -> Fragment.of(side.level());
      case READ_AT -> readAt(side);
      case CREATED -> Fragment.of(side.id());
      case SENDER -> Fragment.of("coalesce(m.sender, '')");
      case RECIPIENT -> Fragment.of("coalesce(" + side.recipient() + ", '')");
      case SUBJECT -> Fragment.of(inLowerCase("coalesce(m.subject, '')"));
    };
  }

  private Fragment readAt(Side.Columns side) {
    return side.readAt() == null
        ? Fragment.of(NO_TIME)
        : Fragment.of("case when " + side.readAt() + " < ? then " + side.readAt() + " end", begun);
  }

  private String inLowerCase(String text) {
    return sql.lowerCase(text) + (sql.isDerby() ? "" : " collate \"C\"");
  }

  /** The place of a message, to go on from there. */
  Cursor placeOf(Shown shown, Cursor.Way way) {
    Message message = shown.message();
    Cursor place = new Cursor(way, begun, 0, null, "", "", "", message.id());
    for (MessageOrder order : keys) {
      place =
          switch (order.key()) {
            case LEVEL -> place.level(message.level());
            case READ_AT -> place.readAt(shown.received() ? readKey(message) : null);
            case SENDER -> place.sender(orEmpty(message.sender()));
            case RECIPIENT -> place.recipient(orEmpty(message.recipient()));
            case SUBJECT -> place.subject(orEmpty(message.subject()));
            case CREATED -> place;
          };
    }
    return place;
  }

  private Instant readKey(Message message) {
    Instant readAt = message.readAt();
    return readAt == null || !readAt.isBefore(begun) ? null : readAt;
  }

  private static String orEmpty(String text) {
    return text == null ? "" : text;
  }
}
