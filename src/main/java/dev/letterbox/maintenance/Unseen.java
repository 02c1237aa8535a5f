package dev.letterbox.maintenance;

import dev.letterbox.api.ErasureReport;
import dev.letterbox.message.Counters;
import dev.letterbox.shared.Sql;
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
class Unseen {

  private static final int TOGETHER = 1000;

  /** Of a message {@code m}: no user has it, or may get it. */
  private static final String BY_ALL =
      """
      ((m.sender is not null and m.sender like '%1$s%%')
          or (m.sender is null and (m.recipient is null or m.recipient like '%1$s%%')))
        and not exists (
          select 1 from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          where d.message_id = m.id)
      """
          .formatted(ErasureReport.PREFIX);

  private static final String RECEIVED =
      """
      select message_id, single_message, read_at,
        case when archived = false and deleted_at is null then 1 else 0 end as in_inbox
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and message_id > ? order by message_id fetch first ? rows only
      """;
  private static final String DELETE_DELIVERY =
      "delete from lb_delivery where recipient = ? and message_id = ?";
  private static final String TOLD =
      "select m.id from lb_message m where m.id in (:ids) and m.kind <> 'MESSAGE'"
          + " and m.thread_id = m.id and not exists (select 1 from lb_message r"
          + " where r.thread_id = m.id and r.id <> m.id) and "
          + BY_ALL;

  private static final String THREADS =
      "select distinct m.thread_id from lb_message m where (m.sender = ? or m.recipient = ?)"
          + " and m.thread_id > ? and "
          + BY_ALL
          + " order by m.thread_id fetch first ? rows only";
  private static final String SEEN_THREADS =
      "select distinct m.thread_id from lb_message m where m.thread_id in (:ids) and not ("
          + BY_ALL
          + ")";
  private static final String OF_THREAD = "select id from lb_message where thread_id = ?";
  private static final String BLANK =
      """
      update lb_message set subject = null, body = '', withdrawn_at = coalesce(withdrawn_at, ?)
      where id = ?
      """;
  private static final String TO_BLANK =
      "select m.id from lb_message m where m.thread_id = ? and (m.sender = ? or m.recipient = ?)"
          + " and "
          + BY_ALL;
  private static final String BEARING =
      "select count(*) from lb_message where sender = ? or recipient = ? or moderation_by = ?";

  @Inject private Sql sql;
  @Inject private Removal removal;

  /**
   * What has gone.
   *
   * @param counted what of it the mailbox counted
   */
  record Gone(long deliveries, long messages, Counters.Change counted) {}

  private record Received(long id, boolean inInbox, boolean unread, boolean alone) {

    static Received of(ResultSet row) throws SQLException {
      boolean inInbox = row.getInt("in_inbox") == 1;
      return new Received(
          row.getLong("message_id"),
          inInbox,
          inInbox && row.getTimestamp("read_at") == null,
          inInbox && row.getBoolean("single_message"));
    }
  }

  /** Removes all deliveries of a user, and broadcasts and notices that nobody else has. */
  Gone removeReceived(String name) {
    long messages = 0;
    int total = 0;
    int unread = 0;
    int alone = 0;
    long deliveries = 0;
    List<Received> received = received(name, 0);
    while (!received.isEmpty()) {
      List<Long> ids = received.stream().map(Received::id).toList();
      total += (int) received.stream().filter(Received::inInbox).count();
      unread += (int) received.stream().filter(Received::unread).count();
      alone += (int) received.stream().filter(Received::alone).count();
      sql.batch(DELETE_DELIVERY, ids.stream().map(id -> new Object[] {name, id}).toList());
      List<Long> told = ids(in(TOLD, ids), ids.toArray());
      removal.deleteMessages(told);
      deliveries += ids.size();
      messages += told.size();
      received = received(name, ids.get(ids.size() - 1));
    }
    return new Gone(deliveries, messages, new Counters.Change(unread, total, alone));
  }

  private List<Received> received(String name, long after) {
    String lock = sql.isDerby() ? "" : " for update";
    return sql.query(RECEIVED + lock, Received::of, name, after, TOGETHER);
  }

  /**
   * Removes the conversations of a pseudonym that nobody sees any more. In others, messages that
   * nobody sees lose their texts, and go on holding the others together.
   *
   * @return how many messages are gone
   */
  long removeOrBlank(String pseudonym, Instant now) {
    long removed = 0;
    List<Long> threads = threads(pseudonym, 0);
    while (!threads.isEmpty()) {
      List<Long> seen = ids(in(SEEN_THREADS, threads), threads.toArray());
      for (long thread : seen) {
        List<Long> blanked = ids(TO_BLANK, thread, pseudonym, pseudonym);
        sql.batch(BLANK, blanked.stream().map(id -> new Object[] {now, id}).toList());
      }
      List<Long> gone = new ArrayList<>();
      for (long thread : threads) {
        if (!seen.contains(thread)) {
          gone.addAll(ids(OF_THREAD, thread));
        }
      }
      removal.deleteMessages(gone);
      removed += gone.size();
      threads = threads(pseudonym, threads.get(threads.size() - 1));
    }
    return removed;
  }

  private List<Long> threads(String pseudonym, long after) {
    return ids(THREADS, pseudonym, pseudonym, after, TOGETHER);
  }

  private static String in(String query, List<Long> ids) {
    return query.replace(":ids", Sql.marks(ids.size()));
  }

  private List<Long> ids(String query, Object... parameters) {
    String isolation = sql.isDerby() ? " with ur" : "";
    return sql.query(query + isolation, row -> row.getLong(1), parameters);
  }

  /** How many messages show a pseudonym. */
  long bearing(String pseudonym) {
    return ids(BEARING, pseudonym, pseudonym, pseudonym).get(0);
  }
}
