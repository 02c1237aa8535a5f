package dev.letterbox.maintenance;

import static dev.letterbox.api.maintenance.Inconsistency.DELETED_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.DELIVERED_UNACCEPTED;
import static dev.letterbox.api.maintenance.Inconsistency.DELIVERY_THREAD_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.NOT_DELIVERED;
import static dev.letterbox.api.maintenance.Inconsistency.NO_PARTICIPANTS;
import static dev.letterbox.api.maintenance.Inconsistency.ORPHANED_REPLY;
import static dev.letterbox.api.maintenance.Inconsistency.PARENT_IN_OTHER_THREAD;
import static dev.letterbox.api.maintenance.Inconsistency.READ_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_BEFORE_READ;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_WITHOUT_READING;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_WITHOUT_REPLY;
import static dev.letterbox.api.maintenance.Inconsistency.ROOT_IN_OTHER_THREAD;
import static dev.letterbox.api.maintenance.Inconsistency.VISITOR_IN_EXCESS;
import static dev.letterbox.api.maintenance.Inconsistency.VISITOR_MISSING;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.api.maintenance.Inconsistency;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What can't be right in rows of messages and deliveries, looked for without a lock. Derby has no
 * snapshots, and what others are about to change may look wrong; so there it is looked at again
 * when they have done so.
 */
@ApplicationScoped
class IntegrityChecks {

  private static final String OF_MESSAGES =
      "cast(null as varchar(255)) as recipient from lb_message m"
          + " where m.id > ? and m.id <= ? and ";
  private static final String OF_DELIVERIES =
      """
      d.recipient from --DERBY-PROPERTIES joinOrder=FIXED
        lb_message m
        join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          on d.message_id = m.id
      where m.id > ? and m.id <= ? and
      """;

  private static final List<IntegrityRule> RULES =
      List.of(
          new IntegrityRule(
              NO_PARTICIPANTS,
              OF_MESSAGES + "m.sender is null and m.recipient is null and m.kind <> 'NOTICE'"),
          new IntegrityRule(
              VISITOR_IN_EXCESS,
              OF_MESSAGES
                  + "m.visitor_email is not null and (m.kind <> 'MESSAGE'"
                  + " or (m.sender is not null and m.recipient is not null))"),
          new IntegrityRule(
              VISITOR_MISSING,
              OF_MESSAGES
                  + "m.visitor_email is null and m.kind = 'MESSAGE'"
                  + " and (m.sender is null or m.recipient is null)"
                  + " and (m.sender is not null or m.recipient is not null)"),
          new IntegrityRule(READ_BEFORE_SENT, OF_DELIVERIES + "d.read_at < m.sent_at"),
          new IntegrityRule(REPLIED_BEFORE_SENT, OF_DELIVERIES + "d.replied_at < m.sent_at"),
          new IntegrityRule(DELETED_BEFORE_SENT, OF_MESSAGES + "m.sender_deleted_at < m.sent_at"),
          new IntegrityRule(DELETED_BEFORE_SENT, OF_DELIVERIES + "d.deleted_at < m.sent_at"),
          new IntegrityRule(
              REPLIED_WITHOUT_READING,
              OF_DELIVERIES + "d.replied_at is not null and d.read_at is null"),
          new IntegrityRule(REPLIED_BEFORE_READ, OF_DELIVERIES + "d.replied_at < d.read_at"),
          new IntegrityRule(
              REPLIED_WITHOUT_REPLY,
              OF_DELIVERIES
                  + "d.replied_at is not null and not exists (select 1 from lb_message r"
                  + " where r.parent_id = m.id and r.sender = d.recipient"
                  + " and r.moderation_status = 'ACCEPTED' and r.withdrawn_at is null)"),
          new IntegrityRule(
              ORPHANED_REPLY, OF_MESSAGES + "m.parent_id is not null and m.thread_id = m.id"),
          new IntegrityRule(
              ORPHANED_REPLY,
              OF_DELIVERIES
                  + "d.replied_at is not null and not exists (select 1 from lb_message r"
                  + " where r.thread_id = m.thread_id and r.id <> m.id)"),
          new IntegrityRule(
              PARENT_IN_OTHER_THREAD,
              OF_MESSAGES
                  + "exists (select 1 from lb_message p"
                  + " where p.id = m.parent_id and p.thread_id <> m.thread_id)"),
          new IntegrityRule(
              ROOT_IN_OTHER_THREAD, OF_MESSAGES + "m.parent_id is null and m.thread_id <> m.id"),
          new IntegrityRule(DELIVERY_THREAD_MISMATCH, OF_DELIVERIES + "d.thread_id <> m.thread_id"),
          new IntegrityRule(
              DELIVERED_UNACCEPTED,
              OF_DELIVERIES + "m.moderation_status <> 'ACCEPTED' and d.deleted_at is null"),
          new IntegrityRule(
              NOT_DELIVERED,
              OF_MESSAGES
                  + "m.moderation_status = 'ACCEPTED' and m.withdrawn_at is null"
                  + " and m.recipient not like '"
                  + ErasureReport.PREFIX
                  + "%' and not exists (select 1 from lb_delivery d"
                  + " where d.message_id = m.id and d.recipient = m.recipient)"));

  /**
   * How one kind is found.
   *
   * @param query of a range of ids, and what they select beside the id
   */
  private record IntegrityRule(Inconsistency kind, String query) {}

  @Inject private SqlRunner sql;
  @Inject private TransactionBatches batches;

  /** Where something is wrong. */
  private record IntegrityViolation(long message, String description) {

    static IntegrityViolation of(ResultSet row) throws SQLException {
      long id = row.getLong(1);
      String recipient = row.getString(2);
      return new IntegrityViolation(
          id, "message " + id + (recipient == null ? "" : " to " + recipient));
    }
  }

  /** Looks at all messages of a range. */
  void run(MessageIdRanges.MessageIdRange range, Findings findings) {
    for (IntegrityRule rule : RULES) {
      List<IntegrityViolation> violations = findViolations(rule, range, unlockedClause());
      if (violations.size() > CheckupReport.MAX_EXAMPLES) {
        findings.add(rule.kind(), descriptions(violations), countViolations(rule, range));
      } else {
        List<String> confirmed =
            descriptions(sql.isDerby() ? recheck(rule, violations) : violations);
        findings.add(rule.kind(), confirmed, confirmed.size());
      }
    }
  }

  private static List<String> descriptions(List<IntegrityViolation> violations) {
    return violations.stream().map(IntegrityViolation::description).toList();
  }

  /** What others are about to change is waited for; what they keep busy is no finding. */
  private List<IntegrityViolation> recheck(
      IntegrityRule rule, List<IntegrityViolation> violations) {
    List<IntegrityViolation> confirmed = new ArrayList<>();
    violations.stream()
        .map(IntegrityViolation::message)
        .distinct()
        .map(id -> new MessageIdRanges.MessageIdRange(id - 1, id))
        .forEach(
            singleId ->
                batches
                    .inNewTransaction(() -> findViolations(rule, singleId, ""))
                    .ifPresent(confirmed::addAll));
    return confirmed;
  }

  private List<IntegrityViolation> findViolations(
      IntegrityRule rule, MessageIdRanges.MessageIdRange range, String isolation) {
    return sql.query(
        "select m.id, " + rule.query() + " order by 1, 2 fetch first ? rows only" + isolation,
        IntegrityViolation::of,
        range.startExclusive(),
        range.endInclusive(),
        CheckupReport.MAX_EXAMPLES + 1);
  }

  private long countViolations(IntegrityRule rule, MessageIdRanges.MessageIdRange range) {
    return sql.query(
            "select count(*) from (select m.id, " + rule.query() + ") x" + unlockedClause(),
            row -> row.getLong(1),
            range.startExclusive(),
            range.endInclusive())
        .get(0);
  }

  private String unlockedClause() {
    return sql.isDerby() ? " with ur" : "";
  }
}
