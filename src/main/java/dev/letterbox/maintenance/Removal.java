package dev.letterbox.maintenance;

import dev.letterbox.message.Counters;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Removes conversations that everybody has deleted; to be used inside a transaction. Everything is
 * locked in the order that {@code message.Deliveries} states, and then looked at again.
 *
 * <p>None of what goes lies in an inbox, so the counters stay as they are.
 */
@ApplicationScoped
class Removal {

  /** Five moments: what has happened until then was long enough ago. */
  private static final String GONE =
      """
      not exists (
          select 1 from lb_message o --DERBY-PROPERTIES index=LB_MESSAGE_THREAD
          where o.thread_id = m.id and (
            o.moderation_status = 'PENDING'
            or o.sent_at > ?
            or (o.sender is not null and (o.sender_deleted_at is null or o.sender_deleted_at > ?))
            or (o.moderation_status = 'REJECTED' and o.moderation_date > ?)
            or o.withdrawn_at > ?))
        and not exists (
          select 1 from --DERBY-PROPERTIES joinOrder=FIXED
            lb_message o --DERBY-PROPERTIES index=LB_MESSAGE_THREAD
            join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
              on d.message_id = o.id
          where o.thread_id = m.id and o.moderation_status = 'ACCEPTED'
            and (d.deleted_at is null or d.deleted_at > ?))
      """;

  private static final String CANDIDATES =
      """
      select m.id, (
        select count(*) from --DERBY-PROPERTIES joinOrder=FIXED
          lb_message o --DERBY-PROPERTIES index=LB_MESSAGE_THREAD
          join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
            on d.message_id = o.id
        where o.thread_id = m.id) as deliveries
      from lb_message m
      where m.id > ? and m.id <= ? and m.id = m.thread_id and
      """
          + GONE
          + " order by m.id fetch first ? rows only";

  private static final String STILL_GONE =
      "select m.id from lb_message m where m.id in (%s) and m.id = m.thread_id and " + GONE;

  private static final String CONVERSATIONS =
      "select owner, thread_id from lb_conversation --DERBY-PROPERTIES index=LB_CONVERSATION_THREAD"
          + "\n where thread_id in (%s) order by owner, thread_id";
  private static final String LOCK_CONVERSATION =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String DELIVERIES =
      """
      select d.message_id, d.recipient from --DERBY-PROPERTIES joinOrder=FIXED
        lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_THREAD
        join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          on d.message_id = m.id
      where m.thread_id in (%s)
      order by d.message_id, d.recipient
      """;
  private static final String LOCK_DELIVERY =
      "update lb_delivery set archived = archived where message_id = ? and recipient = ?";
  private static final String MESSAGES =
      "select id, sender from lb_message --DERBY-PROPERTIES index=LB_MESSAGE_THREAD\n"
          + " where thread_id in (%s) order by id";
  private static final String LOCK_MESSAGE = "update lb_message set version = version where id = ?";

  private static final List<String> DELETIONS_BY_MESSAGE =
      List.of(
          "delete from lb_message_tag where message_id = ?",
          "delete from lb_rating where message_id = ?");
  private static final String DELETE_LOCKED_DELIVERY =
      "delete from lb_delivery where message_id = ? and recipient = ?";
  private static final String FORGET_PARENT =
      "update lb_message set parent_id = null where id = ? and parent_id is not null";
  private static final String DELETE_REPLY =
      "delete from lb_message where id = ? and thread_id <> id";
  private static final String DELETE_ROOT = "delete from lb_message where id = ?";
  private static final String DELETE_CONVERSATION =
      "delete from lb_conversation where owner = ? and thread_id = ?";
  private static final String DELETE_DELIVERY =
      "delete from lb_delivery where message_id = ? and recipient = ? and deleted_at <= ?";

  @Inject private Sql sql;
  @Inject private Counters counters;

  /** A conversation that seems to be gone for everybody. */
  record Candidate(long thread, long deliveries) {}

  /** What has been removed. */
  record Removed(int conversations, int messages, int deliveries) {}

  private record Message(long id, String sender) {}

  /**
   * The first conversations whose roots are in a range. As they are looked at again, with locks, on
   * Derby nobody waits for them here.
   */
  List<Candidate> candidates(MessageIds.Range range, Instant before, int most) {
    return sql.query(
        CANDIDATES + (sql.isDerby() ? " with ur" : ""),
        row -> new Candidate(row.getLong("id"), row.getLong("deliveries")),
        range.after(),
        range.end(),
        before,
        before,
        before,
        before,
        before,
        most);
  }

  /** Removes those of these conversations that still are gone for everybody. */
  Removed remove(Collection<Long> candidates, Instant before) {
    lock(candidates);
    List<Long> threads = stillGone(candidates, before);
    if (threads.isEmpty()) {
      return new Removed(0, 0, 0);
    }
    List<Object[]> conversations = rows(CONVERSATIONS, threads);
    List<Object[]> deliveries = rows(DELIVERIES, threads);
    List<Message> messages = messages(threads);
    sql.batch(DELETE_CONVERSATION, conversations);
    sql.batch(DELETE_LOCKED_DELIVERY, deliveries);
    deleteMessages(messages.stream().map(Message::id).toList());
    Set<String> owners = new HashSet<>();
    deliveries.forEach(delivery -> owners.add((String) delivery[1]));
    messages.stream().map(Message::sender).filter(it -> it != null).forEach(owners::add);
    touch(owners);
    return new Removed(threads.size(), messages.size(), deliveries.size());
  }

  private void lock(Collection<Long> threads) {
    sql.batch(LOCK_CONVERSATION, rows(CONVERSATIONS, threads));
    sql.batch(LOCK_DELIVERY, rows(DELIVERIES, threads));
    sql.batch(
        LOCK_MESSAGE,
        messages(threads).stream().map(message -> new Object[] {message.id()}).toList());
  }

  private List<Long> stillGone(Collection<Long> threads, Instant before) {
    List<Object> parameters = new ArrayList<>(threads);
    parameters.addAll(Collections.nCopies(5, before));
    return sql.query(
        STILL_GONE.formatted(Sql.marks(threads.size())),
        row -> row.getLong("id"),
        parameters.toArray());
  }

  /** Two columns of rows of these conversations. */
  private List<Object[]> rows(String query, Collection<Long> threads) {
    return sql.query(
        query.formatted(Sql.marks(threads.size())),
        row -> new Object[] {row.getObject(1), row.getObject(2)},
        threads.toArray());
  }

  private List<Message> messages(Collection<Long> threads) {
    return sql.query(
        MESSAGES.formatted(Sql.marks(threads.size())),
        row -> new Message(row.getLong("id"), row.getString("sender")),
        threads.toArray());
  }

  /** Deletes messages that nobody has any more, replies together with what they reply to. */
  void deleteMessages(List<Long> ids) {
    List<Object[]> rows = ids.stream().map(id -> new Object[] {id}).toList();
    DELETIONS_BY_MESSAGE.forEach(deletion -> sql.batch(deletion, rows));
    sql.batch(FORGET_PARENT, rows);
    sql.batch(DELETE_REPLY, rows);
    sql.batch(DELETE_ROOT, rows);
  }

  /**
   * Removes the next deliveries of a conversation that has too many for one transaction.
   *
   * @return how many are gone; less than the most when that were all, or one was restored
   */
  int removeDeliveries(long thread, Instant before, int most) {
    List<Object[]> next =
        sql.query(
            DELIVERIES.formatted("?") + " fetch first ? rows only",
            row -> new Object[] {row.getObject(1), row.getObject(2), before},
            thread,
            most);
    int[] deleted = sql.batch(DELETE_DELIVERY, next);
    Set<String> owners = new HashSet<>();
    for (int i = 0; i < deleted.length; i++) {
      if (deleted[i] > 0) {
        owners.add((String) next.get(i)[1]);
      }
    }
    touch(owners);
    return Arrays.stream(deleted).sum();
  }

  private void touch(Set<String> owners) {
    SortedMap<String, Counters.Change> changes = new TreeMap<>();
    owners.forEach(owner -> changes.put(owner, Counters.Change.NOTHING_COUNTED));
    counters.changed(changes);
  }
}
