package dev.letterbox.maintenance;

import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * locked in the order that {@code message.DeliveryRepository} states, and then looked at again.
 *
 * <p>None of what goes lies in an inbox, so the counters stay as they are.
 */
@ApplicationScoped
public class ConversationDeletion {

  /** Five moments: what has happened until then was long enough ago. */
  private static final String DELETED_BY_ALL =
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

  private static final String FIND_CANDIDATES =
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
          + DELETED_BY_ALL
          + " order by m.id fetch first ? rows only";

  private static final String FIND_STILL_DELETED_BY_ALL =
      "select m.id from lb_message m where m.id in (%s) and m.id = m.thread_id and "
          + DELETED_BY_ALL;

  private static final String FIND_CONVERSATIONS =
      "select owner, thread_id from lb_conversation --DERBY-PROPERTIES index=LB_CONVERSATION_THREAD"
          + "\n where thread_id in (%s) order by owner, thread_id";
  private static final String LOCK_CONVERSATION =
      "update lb_conversation set messages = messages where owner = ? and thread_id = ?";
  private static final String FIND_DELIVERIES =
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
  private static final String FIND_MESSAGES =
      "select id, sender from lb_message --DERBY-PROPERTIES index=LB_MESSAGE_THREAD\n"
          + " where thread_id in (%s) order by id";
  private static final String LOCK_MESSAGE = "update lb_message set version = version where id = ?";

  private static final List<String> DELETIONS_BY_MESSAGE =
      List.of(
          "delete from lb_message_tag where message_id = ?",
          "delete from lb_rating where message_id = ?");
  private static final String DELETE_LOCKED_DELIVERY =
      "delete from lb_delivery where message_id = ? and recipient = ?";
  private static final String CLEAR_PARENT =
      "update lb_message set parent_id = null where id = ? and parent_id is not null";
  private static final String DELETE_REPLY =
      "delete from lb_message where id = ? and thread_id <> id";
  private static final String DELETE_ROOT = "delete from lb_message where id = ?";
  private static final String DELETE_CONVERSATION =
      "delete from lb_conversation where owner = ? and thread_id = ?";
  private static final String DELETE_DELIVERY =
      "delete from lb_delivery where message_id = ? and recipient = ? and deleted_at <= ?";

  @Inject private SqlRunner sql;
  @Inject private MailboxRepository counters;

  /** A conversation that seems to be gone for everybody. */
  record DeletionCandidate(long thread, long deliveries) {}

  /** What has been removed. */
  record DeletionCounts(int conversations, int messages, int deliveries) {}

  private record LockedMessage(long id, String sender) {}

  /**
   * The first conversations whose roots are in a range. As they are looked at again, with locks, on
   * Derby nobody waits for them here.
   */
  List<DeletionCandidate> findCandidates(
      MessageIdRanges.MessageIdRange range, Instant cutoff, int limit) {
    return sql.query(
        FIND_CANDIDATES + (sql.isDerby() ? " with ur" : ""),
        row -> new DeletionCandidate(row.getLong("id"), row.getLong("deliveries")),
        range.startExclusive(),
        range.endInclusive(),
        cutoff,
        cutoff,
        cutoff,
        cutoff,
        cutoff,
        limit);
  }

  /** Removes those of these conversations that still are gone for everybody. */
  DeletionCounts delete(Collection<Long> candidates, Instant cutoff) {
    lockRows(candidates);
    List<Long> threads = findStillDeleted(candidates, cutoff);
    if (threads.isEmpty()) {
      return new DeletionCounts(0, 0, 0);
    }
    List<Object[]> conversations = findKeys(FIND_CONVERSATIONS, threads);
    List<Object[]> deliveries = findKeys(FIND_DELIVERIES, threads);
    List<LockedMessage> messages = findMessages(threads);
    sql.batch(DELETE_CONVERSATION, conversations);
    sql.batch(DELETE_LOCKED_DELIVERY, deliveries);
    deleteMessages(messages.stream().map(LockedMessage::id).toList());
    Set<String> owners = new HashSet<>();
    deliveries.forEach(delivery -> owners.add((String) delivery[1]));
    messages.stream()
        .map(LockedMessage::sender)
        .filter(sender -> sender != null)
        .forEach(owners::add);
    increaseMailboxVersions(owners);
    return new DeletionCounts(threads.size(), messages.size(), deliveries.size());
  }

  private void lockRows(Collection<Long> threads) {
    sql.batch(LOCK_CONVERSATION, findKeys(FIND_CONVERSATIONS, threads));
    sql.batch(LOCK_DELIVERY, findKeys(FIND_DELIVERIES, threads));
    sql.batch(
        LOCK_MESSAGE,
        findMessages(threads).stream().map(message -> new Object[] {message.id()}).toList());
  }

  private List<Long> findStillDeleted(Collection<Long> threads, Instant cutoff) {
    List<Object> parameters = new ArrayList<>(threads);
    parameters.addAll(Collections.nCopies(5, cutoff));
    return sql.query(
        FIND_STILL_DELETED_BY_ALL.formatted(SqlRunner.placeholders(threads.size())),
        row -> row.getLong("id"),
        parameters.toArray());
  }

  /** Two columns of rows of these conversations. */
  private List<Object[]> findKeys(String query, Collection<Long> threads) {
    return sql.query(
        query.formatted(SqlRunner.placeholders(threads.size())),
        row -> new Object[] {row.getObject(1), row.getObject(2)},
        threads.toArray());
  }

  private List<LockedMessage> findMessages(Collection<Long> threads) {
    return sql.query(
        FIND_MESSAGES.formatted(SqlRunner.placeholders(threads.size())),
        row -> new LockedMessage(row.getLong("id"), row.getString("sender")),
        threads.toArray());
  }

  /** Deletes messages that nobody has any more, replies together with what they reply to. */
  public void deleteMessages(List<Long> ids) {
    List<Object[]> rows = ids.stream().map(id -> new Object[] {id}).toList();
    DELETIONS_BY_MESSAGE.forEach(deletion -> sql.batch(deletion, rows));
    sql.batch(CLEAR_PARENT, rows);
    sql.batch(DELETE_REPLY, rows);
    sql.batch(DELETE_ROOT, rows);
  }

  /**
   * Removes the next deliveries of a conversation that has too many for one transaction.
   *
   * @return how many are gone; less than the most when that were all, or one was restored
   */
  int deleteDeliveries(long thread, Instant cutoff, int limit) {
    List<Object[]> batch =
        sql.query(
            FIND_DELIVERIES.formatted("?") + " fetch first ? rows only",
            row -> new Object[] {row.getObject(1), row.getObject(2), cutoff},
            thread,
            limit);
    int[] deleted = sql.batch(DELETE_DELIVERY, batch);
    Set<String> owners = new HashSet<>();
    for (int i = 0; i < deleted.length; i++) {
      if (deleted[i] > 0) {
        owners.add((String) batch.get(i)[1]);
      }
    }
    increaseMailboxVersions(owners);
    return Arrays.stream(deleted).sum();
  }

  private void increaseMailboxVersions(Set<String> owners) {
    SortedMap<String, MailboxRepository.CounterDelta> changes = new TreeMap<>();
    owners.forEach(owner -> changes.put(owner, MailboxRepository.CounterDelta.VERSION_ONLY));
    counters.apply(changes);
  }
}
