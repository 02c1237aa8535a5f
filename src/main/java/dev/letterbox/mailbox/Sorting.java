package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageOrder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The order of a page, the same in SQL and in memory. Every order ends with the id, so that no two
 * messages are alike. Databases and {@link #comparator} agree that a missing time is the highest.
 *
 * <p>What was read since the first page was shown counts as unread: reading a page must not move
 * its messages to a place where they would be shown again.
 */
final class Sorting {

  private final List<MessageOrder> keys = new ArrayList<>();
  private final Instant begun;

  Sorting(List<MessageOrder> orders, Instant begun) {
    this.begun = begun;
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

  /** Whether the first key goes down. */
  boolean isDescending() {
    return keys.get(0).descending();
  }

  /** What {@link #orderBy} needs in the list of columns. */
  Fragment columns() {
    return keys.stream().anyMatch(order -> order.key() == MessageOrder.Key.READ_AT)
        ? Fragment.of(", ").add(readKey()).add(" as read_key")
        : new Fragment();
  }

  String orderBy(boolean backwards) {
    return keys.stream()
        .map(
            order -> {
              String column =
                  switch (order.key()) {
                    case LEVEL -> "d.level";
                    case READ_AT -> "read_key";
                    case CREATED -> "d.message_id";
                  };
              return column + (order.descending() == backwards ? " asc" : " desc");
            })
        .collect(Collectors.joining(", "));
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
    boolean upwards = isDescending() == place.way().isBackwards();
    return Fragment.of(" and ").add(beyondId("m.id", upwards, place));
  }

  /** The messages that come after a place, or before it. */
  Fragment beyond(Cursor place) {
    Fragment any = Fragment.of("(");
    for (int i = 0; i < keys.size(); i++) {
      any.add(i == 0 ? "(" : " or (");
      for (MessageOrder same : keys.subList(0, i)) {
        any.add(equal(same.key(), place)).add(" and ");
      }
      MessageOrder order = keys.get(i);
      any.add(beyond(order.key(), order.descending() == place.way().isBackwards(), place)).add(")");
    }
    return any.add(")");
  }

  private Fragment equal(MessageOrder.Key key, Cursor place) {
    return switch (key) {
      case LEVEL -> Fragment.of("d.level = ?", place.level());
      case READ_AT ->
          place.readAt() == null
              ? Fragment.of("(").add(readKey()).add(") is null")
              : Fragment.of("(").add(readKey()).add(") = ?", place.readAt());
      case CREATED -> Fragment.of("d.message_id = ?", place.id());
    };
  }

  private Fragment beyond(MessageOrder.Key key, boolean upwards, Cursor place) {
    String comparison = upwards ? " > ?" : " < ?";
    return switch (key) {
      case LEVEL -> Fragment.of("d.level" + comparison, place.level());
      case READ_AT -> beyondTime(upwards, place.readAt());
      case CREATED -> beyondId("d.message_id", upwards, place);
    };
  }

  private static Fragment beyondId(String column, boolean upwards, Cursor place) {
    String comparison = (upwards ? " >" : " <") + (place.way().isInclusive() ? "= ?" : " ?");
    return Fragment.of(column + comparison, place.id());
  }

  private Fragment beyondTime(boolean upwards, Instant readAt) {
    if (readAt == null) {
      return upwards ? Fragment.of("1 = 0") : Fragment.of("(").add(readKey()).add(") is not null");
    }
    return upwards
        ? Fragment.of("((")
            .add(readKey())
            .add(") > ? or (", readAt)
            .add(readKey())
            .add(") is null)")
        : Fragment.of("(").add(readKey()).add(") < ?", readAt);
  }

  private Fragment readKey() {
    return Fragment.of("case when d.read_at < ? then d.read_at end", begun);
  }

  /** The order of the page as it is shown. */
  Comparator<Message> comparator() {
    return keys.stream().map(this::comparator).reduce(Comparator::thenComparing).orElseThrow();
  }

  private Comparator<Message> comparator(MessageOrder order) {
    Comparator<Message> ascending =
        switch (order.key()) {
          case LEVEL -> Comparator.comparingInt(Message::level);
          case READ_AT ->
              Comparator.comparing(
                  this::readKey, Comparator.nullsLast(Comparator.<Instant>naturalOrder()));
          case CREATED -> Comparator.comparingLong(Message::id);
        };
    return order.descending() ? ascending.reversed() : ascending;
  }

  private Instant readKey(Message message) {
    Instant readAt = message.readAt();
    return readAt == null || !readAt.isBefore(begun) ? null : readAt;
  }

  /** The place of a message, to go on from there. */
  Cursor placeOf(Message message, Cursor.Way way) {
    return new Cursor(way, begun, message.level(), readKey(message), message.id());
  }
}
