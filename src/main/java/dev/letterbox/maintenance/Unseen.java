package dev.letterbox.maintenance;

import dev.letterbox.api.ErasureReport;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes away what nobody can see any more because one user leaves; to be used inside a transaction
 * that has locked it.
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
      select message_id from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
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

  /** What has gone. */
  record Gone(long deliveries, long messages) {}

  /** Removes all deliveries of a user, and broadcasts and notices that nobody else has. */
  Gone removeReceived(String name) {
    long deliveries = 0;
    long messages = 0;
    List<Long> ids = received(name, 0);
    while (!ids.isEmpty()) {
      sql.batch(DELETE_DELIVERY, ids.stream().map(id -> new Object[] {name, id}).toList());
      List<Long> told = ids(in(TOLD, ids), ids.toArray());
      removal.deleteMessages(told);
      deliveries += ids.size();
      messages += told.size();
      ids = received(name, ids.get(ids.size() - 1));
    }
    return new Gone(deliveries, messages);
  }

  private List<Long> received(String name, long after) {
    return ids(RECEIVED, name, after, TOGETHER);
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
    return sql.query(query, row -> row.getLong(1), parameters);
  }

  /** How many messages show a pseudonym. */
  long bearing(String pseudonym) {
    return sql.query(BEARING, row -> row.getLong(1), pseudonym, pseudonym, pseudonym).get(0);
  }
}
