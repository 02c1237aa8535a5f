package dev.letterbox.testing;

import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;

/** What the tables really hold. */
@ApplicationScoped
public class Rows {

  @Inject private Sql sql;

  /** A number that a query selects. */
  public long number(String query, Object... parameters) {
    return sql.query(query, row -> row.getLong(1), parameters).get(0);
  }

  /** Messages of this subject. */
  public long messages(String subject) {
    return number("select count(*) from lb_message where subject = ?", subject);
  }

  /** Deliveries to this user. */
  public long deliveries(String recipient) {
    return number("select count(*) from lb_delivery where recipient = ?", recipient);
  }

  /** Deliveries to this user that really are unread. */
  public long unread(String recipient) {
    return number(
        "select count(*) from lb_delivery where recipient = ? and read_at is null"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** What the mailbox of this user says, none being 0. */
  public long counter(String owner) {
    return number("select coalesce(max(unread), 0) from lb_mailbox where owner = ?", owner);
  }

  /** Deliveries to this user that really are in the inbox. */
  public long inInbox(String recipient) {
    return number(
        "select count(*) from lb_delivery where recipient = ?"
            + " and archived = false and deleted_at is null",
        recipient);
  }

  /** How many messages the mailbox of this user says are in the inbox, none being 0. */
  public long total(String owner) {
    return number("select coalesce(max(total), 0) from lb_mailbox where owner = ?", owner);
  }

  /** How often the mailbox of this user has changed. */
  public long version(String owner) {
    return number("select coalesce(max(version), 0) from lb_mailbox where owner = ?", owner);
  }

  /** How many of these users have a counter that differs from their deliveries. */
  public long wrongCounters(Collection<String> owners) {
    return owners.stream()
        .filter(owner -> counter(owner) != unread(owner) || total(owner) != inInbox(owner))
        .count();
  }
}
