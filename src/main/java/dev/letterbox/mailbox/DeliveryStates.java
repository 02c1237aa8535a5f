package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.message.Counters;
import dev.letterbox.message.Delivery;
import dev.letterbox.message.DeliveryChanges;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

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
  @Inject private DeliveryChanges changes;
  @Inject private Selection selection;

  /** How many deliveries a change concerned, and how many of them lie in the inbox. */
  private record Effect(int deliveries, int inInbox) {}

  /** Those of these messages that are unread become read; how many. */
  int read(String owner, Collection<Message> seen, Instant now) {
    List<Message> unread = seen.stream().filter(message -> message.readAt() == null).toList();
    Effect effect =
        change(
            READ, unread, message -> new Object[] {now, owner, message.id(), message.archived()});
    tell(owner, effect, -effect.inInbox());
    return effect.deliveries();
  }

  /** A message that was read becomes unread; false when it changed since it was seen. */
  boolean unread(Message seen) {
    String owner = seen.recipient();
    Effect effect =
        change(
            UNREAD,
            List.of(seen),
            message -> new Object[] {owner, message.id(), message.archived()});
    tell(owner, effect, effect.inInbox());
    return effect.deliveries() > 0;
  }

  private Effect change(
      String update, Collection<Message> seen, Function<Message, Object[]> parameters) {
    List<Message> messages = seen.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    int[] changed = sql.batch(update, messages.stream().map(parameters).toList());
    int deliveries = 0;
    int inInbox = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        deliveries++;
        inInbox += messages.get(i).archived() ? 0 : 1;
      }
    }
    return new Effect(deliveries, inInbox);
  }

  private void tell(String owner, Effect effect, int moreUnread) {
    if (effect.deliveries() > 0) {
      counters.changed(owner, new Counters.Change(moreUnread, 0, 0));
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
    int changed = sql.isDerby() ? readInChunks(owner, unread, now) : readAtOnce(owner, unread, now);
    if (changed > 0) {
      counters.changed(owner, new Counters.Change(-changed, 0, 0));
    }
    return changed;
  }

  private int readAtOnce(String owner, Fragment unread, Instant now) {
    Fragment update =
        Fragment.of("with u as (")
            .add(unread)
            .add(" order by d.message_id for update of d) update lb_delivery set read_at = ?", now)
            .add(" from u where recipient = ? and lb_delivery.message_id = u.message_id", owner);
    return sql.update(update.sql(), update.parameters());
  }

  /** Derby has no word for the order in which an update locks its rows. */
  private int readInChunks(String owner, Fragment unread, Instant now) {
    int changed = 0;
    List<Long> ids = List.of(0L);
    do {
      Fragment query =
          new Fragment()
              .add(unread)
              .add(" and d.message_id > ? order by d.message_id", ids.get(ids.size() - 1))
              .add(" fetch next ? rows only", CHUNK);
      ids = sql.query(query.sql(), row -> row.getLong("message_id"), query.parameters());
      List<Object[]> rows = ids.stream().map(id -> new Object[] {now, owner, id, false}).toList();
      changed += Arrays.stream(sql.batch(READ, rows)).sum();
    } while (ids.size() == CHUNK);
    return changed;
  }
}
