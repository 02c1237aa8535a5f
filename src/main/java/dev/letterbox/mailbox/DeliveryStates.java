package dev.letterbox.mailbox;

import dev.letterbox.api.Message;
import dev.letterbox.api.MessageFilter;
import dev.letterbox.message.Counters;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
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
  private static final String AS_SEEN =
      ONE + " and case when read_at is null then 1 else 0 end = ?";
  private static final String DELETE = "update lb_delivery set deleted_at = ?" + AS_SEEN;
  private static final String READ_AND_DELETE =
      "update lb_delivery set deleted_at = ?, read_at = coalesce(read_at, ?)" + AS_SEEN;
  private static final String DELETE_SENT =
      "update lb_message set sender_deleted_at = ?, version = version + 1"
          + " where sender = ? and id = ? and "
          + MailboxReader.OPEN_TO_SENDER;

  /** How many messages become read at a time, where they can't all at once. */
  private static final int CHUNK = 1000;

  @Inject private Sql sql;
  @Inject private Counters counters;
  @Inject private Selection selection;

  /** How many deliveries a change concerned, and how many of them were counted. */
  private record Effect(int deliveries, int inInbox, int unreadInInbox) {}

  /** Those of these messages that are unread become read; how many. */
  int read(String owner, Collection<Message> seen, Instant now) {
    List<Message> unread = seen.stream().filter(message -> message.readAt() == null).toList();
    Effect effect =
        change(
            READ, unread, message -> new Object[] {now, owner, message.id(), message.archived()});
    tell(owner, effect, effect.unreadInInbox(), 0);
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
    tell(owner, effect, -effect.inInbox(), 0);
    return effect.deliveries() > 0;
  }

  /** These messages become read and are deleted, those that are still as they were seen. */
  void readAndDelete(String owner, Collection<Message> seen, Instant now) {
    Effect effect = change(READ_AND_DELETE, seen, message -> asSeen(message, now, now));
    tell(owner, effect, effect.unreadInInbox(), effect.inInbox());
  }

  /** Deletes a delivery, if it is still as it was seen; false when it changed meanwhile. */
  boolean delete(Message seen, Instant now) {
    Effect effect = change(DELETE, List.of(seen), message -> asSeen(message, now));
    tell(seen.recipient(), effect, effect.unreadInInbox(), effect.inInbox());
    return effect.deliveries() > 0;
  }

  private static Object[] asSeen(Message message, Instant... times) {
    List<Object> row = new ArrayList<>(List.of((Object[]) times));
    row.add(message.recipient());
    row.add(message.id());
    row.add(message.archived());
    row.add(message.readAt() == null ? 1 : 0);
    return row.toArray();
  }

  private Effect change(
      String update, Collection<Message> seen, Function<Message, Object[]> parameters) {
    List<Message> messages = seen.stream().sorted(Comparator.comparingLong(Message::id)).toList();
    int[] changed = sql.batch(update, messages.stream().map(parameters).toList());
    int deliveries = 0;
    int inInbox = 0;
    int unreadInInbox = 0;
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] > 0) {
        Message message = messages.get(i);
        deliveries++;
        inInbox += message.archived() ? 0 : 1;
        unreadInInbox += message.archived() || message.readAt() != null ? 0 : 1;
      }
    }
    return new Effect(deliveries, inInbox, unreadInInbox);
  }

  private void tell(String owner, Effect effect, int noLongerUnread, int noLongerThere) {
    if (effect.deliveries() > 0) {
      counters.changed(owner, noLongerUnread, noLongerThere, noLongerThere);
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
      counters.changed(owner, changed, 0, 0);
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

  /** Deletes the sender's side; false when it is deleted already, or not his. */
  boolean deleteSent(String sender, long messageId, Instant now) {
    return sql.update(DELETE_SENT, now, sender, messageId) > 0;
  }
}
