package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.message.Announcing;
import dev.letterbox.message.Counters;
import dev.letterbox.message.Delivery;
import dev.letterbox.message.DeliveryChanges;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Changes the state of deliveries, and the owner's counters with them. Each change says in its
 * condition from which state it starts, and counts the rows that really changed: whatever others do
 * at the same time, a counter fits its deliveries. Rows are locked by key and in the order that
 * {@code message.Deliveries} states.
 */
@ApplicationScoped
class DeliveryStates {

  private static final String ONE =
      " where recipient = ? and message_id = ? and archived = ? and deleted_at is null";
  private static final String READ =
      "update lb_delivery set read_at = ?" + ONE + " and read_at is null";
  private static final String UNREAD =
      "update lb_delivery set read_at = null" + ONE + " and read_at is not null";

  /** How many messages become read at a time, where they can't all at once. */
  private static final int CHUNK = 1000;

  @Inject private Sql sql;
  @Inject private Counters counters;
  @Inject private Announcing announcing;
  @Inject private DeliveryChanges changes;
  @Inject private Selection selection;

  /** Those of these messages that are unread become read; how many. */
  int read(String owner, Collection<Message> seen, Instant now) {
    List<Message> unread = seen.stream().filter(message -> message.readAt() == null).toList();
    List<Message> read =
        change(
            READ, unread, message -> new Object[] {now, owner, message.id(), message.archived()});
    count(owner, read, -1);
    announcing.tellRead(owner, read.stream().map(Message::id).toList(), now);
    return read.size();
  }

  /** A message that was read becomes unread; false when it changed since it was seen. */
  boolean unread(Message seen) {
    String owner = seen.recipient();
    List<Message> unread =
        change(
            UNREAD,
            List.of(seen),
            message -> new Object[] {owner, message.id(), message.archived()});
    count(owner, unread, 1);
    return !unread.isEmpty();
  }

  /** Which of these messages a change really changed. */
  private List<Message> change(
      String update, Collection<Message> seen, Function<Message, Object[]> parameters) {
    List<Message> messages = seen.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    return changed(messages, sql.batch(update, messages.stream().map(parameters).toList()));
  }

  private static <T> List<T> changed(List<T> rows, int[] counts) {
    return IntStream.range(0, counts.length)
        .filter(i -> counts[i] > 0)
        .mapToObj(rows::get)
        .toList();
  }

  private void count(String owner, List<Message> changed, int unread) {
    if (!changed.isEmpty()) {
      int inInbox = (int) changed.stream().filter(message -> !message.archived()).count();
      counters.changed(owner, new Counters.Change(unread * inInbox, 0, 0));
    }
  }

  /** These messages become read and are deleted, those that are not deleted by now. */
  void readAndDelete(String owner, Collection<Message> seen, Instant now) {
    List<Long> ids = seen.stream().map(Message::id).toList();
    if (!ids.isEmpty()) {
      List<Delivery> there =
          changes.lock(owner, ids, List.of()).stream()
              .filter(delivery -> delivery.deletedAt() == null)
              .toList();
      changes.change(
          owner,
          there,
          delivery -> (delivery.readAt() == null ? delivery.readAt(now) : delivery).deletedAt(now));
    }
  }

  /** All messages of the inbox up to an id that a filter shows become read; how many. */
  int readUpTo(String owner, long lastId, MessageFilter filter, Instant now) {
    Fragment unread =
        Fragment.of("select d.message_id")
            .add(selection.of(owner, filter.unread(true), Selection.OLDEST_FIRST))
            .add(" and d.message_id <= ?", lastId);
    List<Long> read =
        sql.isDerby() ? readInChunks(owner, unread, now) : readAtOnce(owner, unread, now);
    if (!read.isEmpty()) {
      counters.changed(owner, new Counters.Change(-read.size(), 0, 0));
      announcing.tellRead(owner, read, now);
    }
    return read.size();
  }

  private List<Long> readAtOnce(String owner, Fragment unread, Instant now) {
    Fragment update =
        Fragment.of("with u as (")
            .add(unread)
            .add(" order by d.message_id for update of d) update lb_delivery set read_at = ?", now)
            .add(" from u where recipient = ? and lb_delivery.message_id = u.message_id", owner)
            .add(" returning u.message_id");
    return sql.query(update.sql(), row -> row.getLong("message_id"), update.parameters()).stream()
        .sorted()
        .toList();
  }

  /** Derby has no word for the order in which an update locks its rows. */
  private List<Long> readInChunks(String owner, Fragment unread, Instant now) {
    List<Long> read = new ArrayList<>();
    List<Long> ids = List.of(0L);
    do {
      Fragment query =
          new Fragment()
              .add(unread)
              .add(" and d.message_id > ? order by d.message_id", ids.get(ids.size() - 1))
              .add(" fetch next ? rows only", CHUNK);
      ids = sql.query(query.sql(), row -> row.getLong("message_id"), query.parameters());
      List<Object[]> rows = ids.stream().map(id -> new Object[] {now, owner, id, false}).toList();
      read.addAll(changed(ids, sql.batch(READ, rows)));
    } while (ids.size() == CHUNK);
    return read;
  }
}
