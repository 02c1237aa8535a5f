package dev.letterbox.testing.support;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/** What the tables really hold. */
@ApplicationScoped
public class TableQueries {

  @Inject private SqlRunner sql;

  /** A number that a query selects. */
  public long selectNumber(String query, Object... parameters) {
    return sql.query(query, row -> row.getLong(1), parameters).get(0);
  }

  /** Messages of this subject. */
  public long messageCount(String subject) {
    return selectNumber("select count(*) from lb_message where subject = ?", subject);
  }

  /** Deliveries to this user. */
  public long deliveryCount(String recipient) {
    return selectNumber("select count(*) from lb_delivery where recipient = ?", recipient);
  }

  /** Deliveries to this user that really are unread. */
  public long actualUnread(String recipient) {
    return selectNumber(
        "select count(*) from lb_delivery where recipient = ? and read_at is null"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** What the mailbox of this user says, none being 0. */
  public long storedUnread(String owner) {
    return selectNumber("select coalesce(max(unread), 0) from lb_mailbox where owner = ?", owner);
  }

  /** Deliveries to this user that really are in the inbox. */
  public long actualTotal(String recipient) {
    return selectNumber(
        "select count(*) from lb_delivery where recipient = ?"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** How many messages the mailbox of this user says are in the inbox, none being 0. */
  public long storedTotal(String owner) {
    return selectNumber("select coalesce(max(total), 0) from lb_mailbox where owner = ?", owner);
  }

  /** How often the mailbox of this user has changed. */
  public long mailboxVersion(String owner) {
    return selectNumber("select coalesce(max(version), 0) from lb_mailbox where owner = ?", owner);
  }

  /** How many conversations the inbox of this user really has. */
  public long actualConversations(String recipient) {
    return selectNumber(
        "select count(distinct thread_id) from lb_delivery where recipient = ?"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** How many conversations the mailbox of this user says are in the inbox, none being 0. */
  public long storedConversations(String owner) {
    return selectNumber(
        "select coalesce(max(conversations), 0) from lb_mailbox where owner = ?", owner);
  }

  /** How much of what is known of the conversations of this user is not so. */
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

  /** How many of these users have a counter that differs from their deliveries. */
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
}
