package dev.letterbox.message.store.maintenance;

import static dev.letterbox.api.maintenance.Inconsistency.ACCEPTED_BUT_NOT_DELIVERED;
import static dev.letterbox.api.maintenance.Inconsistency.DELETED_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.DELIVERY_THREAD_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.MISSING_VISITOR_ADDRESS;
import static dev.letterbox.api.maintenance.Inconsistency.NO_PARTICIPANTS;
import static dev.letterbox.api.maintenance.Inconsistency.ORPHANED_REPLY;
import static dev.letterbox.api.maintenance.Inconsistency.PARENT_IN_OTHER_THREAD;
import static dev.letterbox.api.maintenance.Inconsistency.READ_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_BEFORE_READ;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_BEFORE_SENT;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_BUT_UNREAD;
import static dev.letterbox.api.maintenance.Inconsistency.REPLIED_WITHOUT_REPLY;
import static dev.letterbox.api.maintenance.Inconsistency.ROOT_IN_OTHER_THREAD;
import static dev.letterbox.api.maintenance.Inconsistency.UNACCEPTED_BUT_DELIVERED;
import static dev.letterbox.api.maintenance.Inconsistency.UNEXPECTED_VISITOR_ADDRESS;

import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.api.maintenance.Inconsistency;
import java.util.List;

/**
 * A rule that rows of messages and deliveries must obey.
 *
 * @param kind how violations are reported
 * @param query selects violations in a range of messages {@code m}, after "select m.id,": the
 *     recipient, or null for the message itself
 */
public record IntegrityRule(Inconsistency kind, String query) {

  private static final String MESSAGES =
      """
      cast(null as varchar(255)) as recipient
      from lb_message m
      where m.id > :start and m.id <= :end and\s""";
  private static final String DELIVERIES =
      """
      d.recipient
      from {fixed join order}
        lb_message m
        join lb_delivery d {index lb_delivery_message} on d.message_id = m.id
      where m.id > :start and m.id <= :end and\s""";

  /** All rules. */
  public static final List<IntegrityRule> ALL =
      List.of(
          ofMessages(
              NO_PARTICIPANTS, "m.sender is null and m.recipient is null and m.kind <> 'NOTICE'"),
          ofMessages(
              UNEXPECTED_VISITOR_ADDRESS,
              """
              m.visitor_email is not null and (m.kind <> 'MESSAGE'
                or (m.sender is not null and m.recipient is not null))
              """),
          ofMessages(
              MISSING_VISITOR_ADDRESS,
              """
              m.visitor_email is null and m.kind = 'MESSAGE'
                and (m.sender is null or m.recipient is null)
                and (m.sender is not null or m.recipient is not null)
              """),
          ofDeliveries(READ_BEFORE_SENT, "d.read_at < m.sent_at"),
          ofDeliveries(REPLIED_BEFORE_SENT, "d.replied_at < m.sent_at"),
          ofMessages(DELETED_BEFORE_SENT, "m.sender_deleted_at < m.sent_at"),
          ofDeliveries(DELETED_BEFORE_SENT, "d.deleted_at < m.sent_at"),
          ofDeliveries(REPLIED_BUT_UNREAD, "d.replied_at is not null and d.read_at is null"),
          ofDeliveries(REPLIED_BEFORE_READ, "d.replied_at < d.read_at"),
          ofDeliveries(
              REPLIED_WITHOUT_REPLY,
              """
              d.replied_at is not null and not exists (
                select 1 from lb_message r
                where r.parent_id = m.id and r.sender = d.recipient
                  and r.moderation_status = 'ACCEPTED' and r.withdrawn_at is null)
              """),
          ofMessages(ORPHANED_REPLY, "m.parent_id is not null and m.thread_id = m.id"),
          ofDeliveries(
              ORPHANED_REPLY,
              """
              d.replied_at is not null and not exists (
                select 1 from lb_message r where r.thread_id = m.thread_id and r.id <> m.id)
              """),
          ofMessages(
              PARENT_IN_OTHER_THREAD,
              """
              exists (
                select 1 from lb_message p
                where p.id = m.parent_id and p.thread_id <> m.thread_id)
              """),
          ofMessages(ROOT_IN_OTHER_THREAD, "m.parent_id is null and m.thread_id <> m.id"),
          ofDeliveries(DELIVERY_THREAD_MISMATCH, "d.thread_id <> m.thread_id"),
          ofDeliveries(
              UNACCEPTED_BUT_DELIVERED,
              "m.moderation_status <> 'ACCEPTED' and d.deleted_at is null"),
          ofMessages(
              ACCEPTED_BUT_NOT_DELIVERED,
              """
              m.moderation_status = 'ACCEPTED' and m.withdrawn_at is null
                and m.recipient not like '%s%%' and not exists (
                  select 1 from lb_delivery d
                  where d.message_id = m.id and d.recipient = m.recipient)
              """
                  .formatted(ErasureReport.PSEUDONYM_PREFIX)));

  private static IntegrityRule ofMessages(Inconsistency kind, String violated) {
    return new IntegrityRule(kind, MESSAGES + violated);
  }

  private static IntegrityRule ofDeliveries(Inconsistency kind, String violated) {
    return new IntegrityRule(kind, DELIVERIES + violated);
  }
}
