package dev.letterbox.maintenance;

import static dev.letterbox.api.Inconsistency.DELETED_BEFORE_SENT;
import static dev.letterbox.api.Inconsistency.DELIVERED_UNACCEPTED;
import static dev.letterbox.api.Inconsistency.DELIVERY_ELSEWHERE;
import static dev.letterbox.api.Inconsistency.NOT_DELIVERED;
import static dev.letterbox.api.Inconsistency.NO_SIDES;
import static dev.letterbox.api.Inconsistency.OUTSIDE_OF_A_CONVERSATION;
import static dev.letterbox.api.Inconsistency.PARENT_ELSEWHERE;
import static dev.letterbox.api.Inconsistency.READ_BEFORE_SENT;
import static dev.letterbox.api.Inconsistency.REPLIED_BEFORE_READ;
import static dev.letterbox.api.Inconsistency.REPLIED_BEFORE_SENT;
import static dev.letterbox.api.Inconsistency.REPLIED_WITHOUT_READING;
import static dev.letterbox.api.Inconsistency.REPLIED_WITHOUT_REPLY;
import static dev.letterbox.api.Inconsistency.ROOT_ELSEWHERE;
import static dev.letterbox.api.Inconsistency.VISITOR_IN_EXCESS;
import static dev.letterbox.api.Inconsistency.VISITOR_MISSING;

import dev.letterbox.api.CheckupReport;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.api.Inconsistency;
import dev.letterbox.shared.Sql;
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
class RowChecks {

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

  private static final List<Check> CHECKS =
      List.of(
          new Check(
              NO_SIDES,
              OF_MESSAGES + "m.sender is null and m.recipient is null and m.kind <> 'NOTICE'"),
          new Check(
              VISITOR_IN_EXCESS,
              OF_MESSAGES
                  + "m.visitor_email is not null and (m.kind <> 'MESSAGE'"
                  + " or (m.sender is not null and m.recipient is not null))"),
          new Check(
              VISITOR_MISSING,
              OF_MESSAGES
                  + "m.visitor_email is null and m.kind = 'MESSAGE'"
                  + " and (m.sender is null or m.recipient is null)"
                  + " and (m.sender is not null or m.recipient is not null)"),
          new Check(READ_BEFORE_SENT, OF_DELIVERIES + "d.read_at < m.sent_at"),
          new Check(REPLIED_BEFORE_SENT, OF_DELIVERIES + "d.replied_at < m.sent_at"),
          new Check(DELETED_BEFORE_SENT, OF_MESSAGES + "m.sender_deleted_at < m.sent_at"),
          new Check(DELETED_BEFORE_SENT, OF_DELIVERIES + "d.deleted_at < m.sent_at"),
          new Check(
              REPLIED_WITHOUT_READING,
              OF_DELIVERIES + "d.replied_at is not null and d.read_at is null"),
          new Check(REPLIED_BEFORE_READ, OF_DELIVERIES + "d.replied_at < d.read_at"),
          new Check(
              REPLIED_WITHOUT_REPLY,
              OF_DELIVERIES
                  + "d.replied_at is not null and not exists (select 1 from lb_message r"
                  + " where r.parent_id = m.id and r.sender = d.recipient"
                  + " and r.moderation_status = 'ACCEPTED' and r.withdrawn_at is null)"),
          new Check(
              OUTSIDE_OF_A_CONVERSATION,
              OF_MESSAGES + "m.parent_id is not null and m.thread_id = m.id"),
          new Check(
              OUTSIDE_OF_A_CONVERSATION,
              OF_DELIVERIES
                  + "d.replied_at is not null and not exists (select 1 from lb_message r"
                  + " where r.thread_id = m.thread_id and r.id <> m.id)"),
          new Check(
              PARENT_ELSEWHERE,
              OF_MESSAGES
                  + "exists (select 1 from lb_message p"
                  + " where p.id = m.parent_id and p.thread_id <> m.thread_id)"),
          new Check(ROOT_ELSEWHERE, OF_MESSAGES + "m.parent_id is null and m.thread_id <> m.id"),
          new Check(DELIVERY_ELSEWHERE, OF_DELIVERIES + "d.thread_id <> m.thread_id"),
          new Check(
              DELIVERED_UNACCEPTED,
              OF_DELIVERIES + "m.moderation_status <> 'ACCEPTED' and d.deleted_at is null"),
          new Check(
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
  private record Check(Inconsistency kind, String query) {}

  @Inject private Sql sql;
  @Inject private Batches batches;

  /** Where something is wrong. */
  private record Example(long message, String text) {

    static Example of(ResultSet row) throws SQLException {
      long id = row.getLong(1);
      String recipient = row.getString(2);
      return new Example(id, "message " + id + (recipient == null ? "" : " to " + recipient));
    }
  }

  /** Looks at all messages of a range. */
  void check(MessageIds.Range range, Findings findings) {
    for (Check check : CHECKS) {
      List<Example> examples = examples(check, range, unlocked());
      if (examples.size() > CheckupReport.MAX_EXAMPLES) {
        findings.add(check.kind(), texts(examples), count(check, range));
      } else {
        List<String> wrong = texts(sql.isDerby() ? lookAgain(check, examples) : examples);
        findings.add(check.kind(), wrong, wrong.size());
      }
    }
  }

  private static List<String> texts(List<Example> examples) {
    return examples.stream().map(Example::text).toList();
  }

  /** What others are about to change is waited for; what they keep busy is no finding. */
  private List<Example> lookAgain(Check check, List<Example> examples) {
    List<Example> wrong = new ArrayList<>();
    examples.stream()
        .map(Example::message)
        .distinct()
        .map(id -> new MessageIds.Range(id - 1, id))
        .forEach(one -> batches.begin(() -> examples(check, one, "")).ifPresent(wrong::addAll));
    return wrong;
  }

  private List<Example> examples(Check check, MessageIds.Range range, String isolation) {
    return sql.query(
        "select m.id, " + check.query() + " order by 1, 2 fetch first ? rows only" + isolation,
        Example::of,
        range.after(),
        range.end(),
        CheckupReport.MAX_EXAMPLES + 1);
  }

  private long count(Check check, MessageIds.Range range) {
    return sql.query(
            "select count(*) from (select m.id, " + check.query() + ") x" + unlocked(),
            row -> row.getLong(1),
            range.after(),
            range.end())
        .get(0);
  }

  private String unlocked() {
    return sql.isDerby() ? " with ur" : "";
  }
}
