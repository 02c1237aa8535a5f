package dev.letterbox.privacy;

import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.maintenance.ConversationDeletion;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what nobody can see any more because one user leaves; to be used inside a transaction
 * that has locked it. A message that is locked gets no delivery and loses none. So on Derby, where
 * readers wait, there is no need to wait for those who change deliveries of others.
 */
@ApplicationScoped
class OrphanedMessages {

  private static final int BATCH_SIZE = 1000;

  /** Of a message {@code m}: no user has it, or may get it. */
  private static final String ORPHANED =
      """
      ((m.sender is not null and m.sender like '%1$s%%')
          or (m.sender is null and (m.recipient is null or m.recipient like '%1$s%%')))
        and not exists (
          select 1 from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          where d.message_id = m.id)
      """
          .formatted(ErasureReport.PREFIX);

  private static final String FIND_RECEIVED =
      """
      select message_id, single_message, read_at,
        case when archived = false and deleted_at is null then 1 else 0 end as in_inbox
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and message_id > ? order by message_id fetch first ? rows only
      """;
  private static final String DELETE_DELIVERY =
      "delete from lb_delivery where recipient = ? and message_id = ?";
  private static final String FIND_ORPHANED_NOTICES =
      "select m.id from lb_message m where m.id in (:ids) and m.kind <> 'MESSAGE'"
          + " and m.thread_id = m.id and not exists (select 1 from lb_message r"
          + " where r.thread_id = m.id and r.id <> m.id) and "
          + ORPHANED;

  private static final String FIND_THREADS =
      "select distinct m.thread_id from lb_message m where (m.sender = ? or m.recipient = ?)"
          + " and m.thread_id > ? and "
          + ORPHANED
          + " order by m.thread_id fetch first ? rows only";
  private static final String FIND_VISIBLE_THREADS =
      "select distinct m.thread_id from lb_message m where m.thread_id in (:ids) and not ("
          + ORPHANED
          + ")";
  private static final String FIND_BY_THREAD = "select id from lb_message where thread_id = ?";
  private static final String CLEAR_TEXT =
      """
      update lb_message set subject = null, body = '', withdrawn_at = coalesce(withdrawn_at, ?)
      where id = ?
      """;
  private static final String FIND_TO_CLEAR =
      "select m.id from lb_message m where m.thread_id = ? and (m.sender = ? or m.recipient = ?)"
          + " and "
          + ORPHANED;
  private static final String COUNT_WITH_PSEUDONYM =
      "select count(*) from lb_message where sender = ? or recipient = ? or moderation_by = ?";

  @Inject private SqlRunner sql;
  @Inject private ConversationDeletion deletion;

  /**
   * What has gone.
   *
   * @param counterDelta what of it the mailbox counted
   */
  record DeletedDeliveries(
      long deliveries, long messages, MailboxRepository.CounterDelta counterDelta) {}

  private record ReceivedDelivery(long id, boolean inInbox, boolean unread, boolean singleMessage) {

    static ReceivedDelivery of(ResultSet row) throws SQLException {
      boolean inInbox = row.getInt("in_inbox") == 1;
      return new ReceivedDelivery(
          row.getLong("message_id"),
          inInbox,
          inInbox && row.getTimestamp("read_at") == null,
          inInbox && row.getBoolean("single_message"));
    }
  }

  /** Removes all deliveries of a user, and broadcasts and notices that nobody else has. */
  DeletedDeliveries deleteReceived(String name) {
    long messageCount = 0;
    int total = 0;
    int unread = 0;
    int singleMessages = 0;
    long deliveryCount = 0;
    List<ReceivedDelivery> received = findReceived(name, 0);
    while (!received.isEmpty()) {
      List<Long> ids = received.stream().map(ReceivedDelivery::id).toList();
      total += (int) received.stream().filter(ReceivedDelivery::inInbox).count();
      unread += (int) received.stream().filter(ReceivedDelivery::unread).count();
      singleMessages += (int) received.stream().filter(ReceivedDelivery::singleMessage).count();
      sql.batch(DELETE_DELIVERY, ids.stream().map(id -> new Object[] {name, id}).toList());
      List<Long> noticeIds = findIds(withPlaceholders(FIND_ORPHANED_NOTICES, ids), ids.toArray());
      deletion.deleteMessages(noticeIds);
      deliveryCount += ids.size();
      messageCount += noticeIds.size();
      received = findReceived(name, ids.get(ids.size() - 1));
    }
    return new DeletedDeliveries(
        deliveryCount,
        messageCount,
        new MailboxRepository.CounterDelta(unread, total, singleMessages));
  }

  private List<ReceivedDelivery> findReceived(String name, long after) {
    String lockClause = sql.isDerby() ? "" : " for update";
    return sql.query(FIND_RECEIVED + lockClause, ReceivedDelivery::of, name, after, BATCH_SIZE);
  }

  /**
   * Removes the conversations of a pseudonym that nobody sees any more. In others, messages that
   * nobody sees lose their texts, and go on holding the others together.
   *
   * @return how many messages are gone
   */
  long deleteOrClear(String pseudonym, Instant now) {
    long deletedCount = 0;
    List<Long> threads = findThreads(pseudonym, 0);
    while (!threads.isEmpty()) {
      List<Long> visible =
          findIds(withPlaceholders(FIND_VISIBLE_THREADS, threads), threads.toArray());
      for (long thread : visible) {
        List<Long> clearedIds = findIds(FIND_TO_CLEAR, thread, pseudonym, pseudonym);
        sql.batch(CLEAR_TEXT, clearedIds.stream().map(id -> new Object[] {now, id}).toList());
      }
      List<Long> deletedIds = new ArrayList<>();
      for (long thread : threads) {
        if (!visible.contains(thread)) {
          deletedIds.addAll(findIds(FIND_BY_THREAD, thread));
        }
      }
      deletion.deleteMessages(deletedIds);
      deletedCount += deletedIds.size();
      threads = findThreads(pseudonym, threads.get(threads.size() - 1));
    }
    return deletedCount;
  }

  private List<Long> findThreads(String pseudonym, long after) {
    return findIds(FIND_THREADS, pseudonym, pseudonym, after, BATCH_SIZE);
  }

  private static String withPlaceholders(String query, List<Long> ids) {
    return query.replace(":ids", SqlRunner.placeholders(ids.size()));
  }

  private List<Long> findIds(String query, Object... parameters) {
    String isolationClause = sql.isDerby() ? " with ur" : "";
    return sql.query(query + isolationClause, row -> row.getLong(1), parameters);
  }

  /** How many messages show a pseudonym. */
  long countWithPseudonym(String pseudonym) {
    return findIds(COUNT_WITH_PSEUDONYM, pseudonym, pseudonym, pseudonym).get(0);
  }
}
