package dev.letterbox.message.store.maintenance;

import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/**
 * Finds counters and flags that seem wrong, without locks: concurrent changes can be among them. To
 * be confirmed by {@link MailboxCounterCheck} and {@link ConversationCounterCheck}.
 */
@ApplicationScoped
public class CounterMismatchQuery {

  private static final String SELECT_OWNERS =
      """
      select owner from lb_mailbox
      where owner > :after order by owner fetch first :limit rows only
      {unlocked}
      """;
  private static final String SELECT_WRONG_MAILBOXES =
      """
      select b.owner from lb_mailbox b
      where b.owner > :after and b.owner <= :end and (
        b.total <> (
          select count(*) from lb_delivery d {index lb_delivery_pk}
          where d.recipient = b.owner and d.archived = false and d.deleted_at is null)
        or b.unread <> (
          select count(*) from lb_delivery d {index lb_delivery_pk}
          where d.recipient = b.owner and d.archived = false and d.deleted_at is null
            and d.read_at is null)
        or b.conversations <> (
          select count(*) from lb_delivery d {index lb_delivery_pk}
          where d.recipient = b.owner and d.archived = false and d.deleted_at is null
            and d.single_message = true)
          + (select count(c.newest_id) from lb_conversation c {index lb_conversation_pk}
            where c.owner = b.owner))
      order by b.owner
      {unlocked}
      """;
  private static final String SELECT_MISSING_MAILBOXES =
      """
      select distinct d.recipient
      from lb_delivery d {index lb_delivery_pk}
      where d.recipient > :after and d.recipient <= :end
        and d.archived = false and d.deleted_at is null
        and not exists (select 1 from lb_mailbox b where b.owner = d.recipient)
      order by d.recipient fetch first :limit rows only
      {unlocked}
      """;
  private static final String SELECT_WRONG_CONVERSATIONS =
      """
      select c.owner, c.thread_id from lb_conversation c {index lb_conversation_pk}
      where (c.owner > :after or (c.owner = :after and c.thread_id > :afterThread))
        and c.owner <= :end and (
          c.messages <> (
            select count(*) from lb_delivery d {index lb_delivery_conversation}
            where d.recipient = c.owner and d.thread_id = c.thread_id
              and d.single_message = false and d.archived = false and d.deleted_at is null)
          or coalesce(c.newest_id, 0) <> coalesce((
            select max(d.message_id) from lb_delivery d {index lb_delivery_conversation}
            where d.recipient = c.owner and d.thread_id = c.thread_id
              and d.single_message = false and d.archived = false and d.deleted_at is null), 0))
      order by c.owner, c.thread_id fetch first :limit rows only
      {unlocked}
      """;
  private static final String SELECT_WRONG_SINGLE_MESSAGE_FLAGS =
      """
      select d.recipient, d.message_id, d.thread_id
      from lb_delivery d {index lb_delivery_pk}
      where (d.recipient > :after or (d.recipient = :after and d.message_id > :afterMessage))
        and d.recipient <= :end
        and ((d.single_message = true and (d.message_id <> d.thread_id or exists (
            select 1 from lb_conversation c {index lb_conversation_pk}
            where c.owner = d.recipient and c.thread_id = d.thread_id)))
          or (d.single_message = false and not exists (
            select 1 from lb_conversation c {index lb_conversation_pk}
            where c.owner = d.recipient and c.thread_id = d.thread_id)))
      order by d.recipient, d.message_id fetch first :limit rows only
      {unlocked}
      """;

  @Inject private Database database;

  /** A conversation whose counters seem wrong. */
  public record SuspectConversation(String owner, long thread) {}

  /** A delivery whose flag seems wrong. */
  public record SuspectDelivery(String owner, long thread, long message) {}

  /** Owners of mailboxes, by name. */
  public List<String> findOwners(String after, int limit) {
    return database
        .sql(SELECT_OWNERS)
        .bind("after", after)
        .bind("limit", limit)
        .list(row -> row.getString("owner"));
  }

  /** A text that follows all names. */
  public String afterAllOwners() {
    return database.dialect().afterAllNames();
  }

  /** Owners of mailboxes whose counters seem wrong, after a name and up to another. */
  public List<String> findWrongMailboxes(String after, String end) {
    return database
        .sql(SELECT_WRONG_MAILBOXES)
        .bind("after", after)
        .bind("end", end)
        .list(row -> row.getString("owner"));
  }

  /** Users with deliveries in the inbox and without mailbox, after a name and up to another. */
  public List<String> findMissingMailboxes(String after, String end, int limit) {
    return database
        .sql(SELECT_MISSING_MAILBOXES)
        .bind("after", after)
        .bind("end", end)
        .bind("limit", limit)
        .list(row -> row.getString("recipient"));
  }

  /** Conversations whose counters seem wrong, after one and up to an owner. */
  public List<SuspectConversation> findWrongConversations(
      SuspectConversation after, String end, int limit) {
    return database
        .sql(SELECT_WRONG_CONVERSATIONS)
        .bind("after", after.owner())
        .bind("afterThread", after.thread())
        .bind("end", end)
        .bind("limit", limit)
        .list(row -> new SuspectConversation(row.getString("owner"), row.getLong("thread_id")));
  }

  /** Deliveries whose flag seems wrong, after one and up to a recipient. */
  public List<SuspectDelivery> findWrongSingleMessageFlags(
      SuspectDelivery after, String end, int limit) {
    return database
        .sql(SELECT_WRONG_SINGLE_MESSAGE_FLAGS)
        .bind("after", after.owner())
        .bind("afterMessage", after.message())
        .bind("end", end)
        .bind("limit", limit)
        .list(
            row ->
                new SuspectDelivery(
                    row.getString("recipient"),
                    row.getLong("thread_id"),
                    row.getLong("message_id")));
  }
}
