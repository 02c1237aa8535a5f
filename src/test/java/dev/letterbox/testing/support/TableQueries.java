package dev.letterbox.testing.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;

/** Queries of the tables. */
@ApplicationScoped
public class TableQueries {

  @Inject private SqlRunner sql;

  /** The number that a query selects. */
  public long selectNumber(String query, Object... parameters) {
    return sql.query(query, row -> row.getLong(1), parameters).get(0);
  }

  /** Whether the message is stored. */
  public boolean hasMessage(long id) {
    return selectNumber("select count(*) from lb_message where id = ?", id) == 1;
  }

  /** The number of messages with this subject. */
  public long messageCount(String subject) {
    return selectNumber("select count(*) from lb_message where subject = ?", subject);
  }

  /** The number of deliveries to this user. */
  public long deliveryCount(String recipient) {
    return selectNumber("select count(*) from lb_delivery where recipient = ?", recipient);
  }

  /** The number of unread deliveries, counted from the rows. */
  public long actualUnread(String recipient) {
    return selectNumber(
        "select count(*) from lb_delivery where recipient = ? and read_at is null"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** The counter of unread messages in the mailbox; 0 without a mailbox. */
  public long storedUnread(String owner) {
    return selectNumber("select coalesce(max(unread), 0) from lb_mailbox where owner = ?", owner);
  }

  /** The number of deliveries in the inbox, counted from the rows. */
  public long actualTotal(String recipient) {
    return selectNumber(
        "select count(*) from lb_delivery where recipient = ?"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** The counter of messages in the inbox; 0 without a mailbox. */
  public long storedTotal(String owner) {
    return selectNumber("select coalesce(max(total), 0) from lb_mailbox where owner = ?", owner);
  }

  /** The version of the mailbox. */
  public long mailboxVersion(String owner) {
    return selectNumber("select coalesce(max(version), 0) from lb_mailbox where owner = ?", owner);
  }

  /** The number of conversations in the inbox, counted from the rows. */
  public long actualConversations(String recipient) {
    return selectNumber(
        "select count(distinct thread_id) from lb_delivery where recipient = ?"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** The counter of conversations in the inbox; 0 without a mailbox. */
  public long storedConversations(String owner) {
    return selectNumber(
        "select coalesce(max(conversations), 0) from lb_mailbox where owner = ?", owner);
  }

  /** The number of conversation rows of this user with a wrong counter or flag. */
  public long wrongConversations(String owner) {
    return selectNumber(
            """
            select count(*) from lb_conversation c
            where c.owner = ? and (
              c.messages <> (select count(*) from lb_delivery d
                where d.recipient = c.owner and d.thread_id = c.thread_id
                  and d.archived = false and d.deleted_at is null)
              or coalesce(c.newest_id, 0) <> (select coalesce(max(d.message_id), 0)
                from lb_delivery d
                where d.recipient = c.owner and d.thread_id = c.thread_id
                  and d.archived = false and d.deleted_at is null))
            """,
            owner)
        + selectNumber(
            """
            select count(*) from lb_delivery d
            where d.recipient = ? and d.single_message <> (
              not exists (select 1 from lb_conversation c
                where c.owner = d.recipient and c.thread_id = d.thread_id))
            """,
            owner);
  }

  /** The number of these users with a counter that differs from their deliveries. */
  public long wrongCounters(Collection<String> owners) {
    return owners.stream()
        .filter(
            owner ->
                storedUnread(owner) != actualUnread(owner)
                    || storedTotal(owner) != actualTotal(owner)
                    || storedConversations(owner) != actualConversations(owner)
                    || wrongConversations(owner) != 0)
        .count();
  }

  /** Asserts that the stored counters of these users are those of their deliveries. */
  public void assertCountersExact(String... owners) {
    assertCountersExact(List.of(owners));
  }

  /** Asserts that the stored counters of these users are those of their deliveries. */
  public void assertCountersExact(Collection<String> owners) {
    assertEquals(0, wrongCounters(owners), "users with wrong counters");
  }
}
