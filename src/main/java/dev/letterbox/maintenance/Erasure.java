package dev.letterbox.maintenance;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import dev.letterbox.user.AccountRemoval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Erases a user; to be used inside a transaction. The account is locked first, and then everything
 * in the order that {@code message.Deliveries} states; mailboxes come last.
 *
 * <p>No counter of anybody else changes: what goes was nobody else's to see.
 */
@ApplicationScoped
class Erasure {

  private static final List<String> LOCKS =
      List.of(
          "select count(*) from (select 1 from lb_conversation"
              + " where owner = ? order by thread_id for update) x",
          "select count(*) from (select 1 from lb_delivery"
              + " where recipient = ? order by message_id for update) x");
  private static final String LOCK_MESSAGES =
      "select count(*) from (select 1 from lb_message"
          + " where sender = ? or recipient = ? or moderation_by = ? order by id for update) x";

  /** Where readers wait for writers, two at once would wait for each other. */
  private static final String ONE_AT_A_TIME_ON_DERBY =
      "update lb_task set started_at = ? where name = 'erasure'";

  private static final List<String> LOCKS_ON_DERBY =
      List.of(
          "update lb_conversation set messages = messages where owner = ?",
          "update lb_delivery set archived = archived where recipient = ?");
  private static final String NEXT_MESSAGES_ON_DERBY =
      "select id from lb_message where id > ? and (sender = ? or recipient = ? or moderation_by = ?)"
          + " order by id fetch first 1000 rows only with ur";
  private static final String LOCK_MESSAGE_ON_DERBY =
      "update lb_message set version = version where id = ?";

  private static final String FORGET_CONVERSATIONS = "delete from lb_conversation where owner = ?";
  private static final String RENAME_SENDER =
      "update lb_message set sender = ?, version = version + 1,"
          + " sender_deleted_at = coalesce(sender_deleted_at, ?) where sender = ?";
  private static final String RENAME_RECIPIENT =
      "update lb_message set recipient = ?, version = version + 1 where recipient = ?";
  private static final String RENAME_MODERATOR =
      "update lb_message set moderation_by = ?, version = version + 1 where moderation_by = ?";
  private static final List<String> FORGET_BY_NAME =
      List.of(
          "delete from lb_block where owner = ?",
          "delete from lb_block where blocked = ?",
          "delete from lb_idempotency where owner = ?");
  private static final String FORGET_NOTIFICATIONS =
      "delete from lb_notification where first_recipient = ? and last_recipient = ?";

  private static final String CONCERNED =
      """
      owner in (
          select d.recipient from lb_message m join lb_delivery d on d.message_id = m.id
          where m.sender = ?)
        or owner in (select m.sender from lb_message m where m.recipient = ?)
      """;
  private static final String LOCK_MAILBOXES =
      "select count(*) from (select 1 from lb_mailbox where owner = ? or "
          + CONCERNED
          + " order by owner for update) x";
  private static final String LOCK_MAILBOXES_ON_DERBY = "lock table lb_mailbox in exclusive mode";
  private static final String TOUCH_MAILBOXES =
      "update lb_mailbox set version = version + 1 where " + CONCERNED;
  private static final String FORGET_MAILBOX = "delete from lb_mailbox where owner = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Traces traces;
  @Inject private AccountRemoval accounts;
  @Inject private Unseen unseen;

  /**
   * @throws AccountNotFoundException when nothing is known of this name
   */
  ErasureReport erase(String name) {
    traces.checkKnown(name);
    String pseudonym = ErasureReport.PREFIX + UUID.randomUUID();
    Instant now = clock.now();
    if (sql.isDerby()) {
      sql.update(ONE_AT_A_TIME_ON_DERBY, now);
    }
    boolean hasAccount = accounts.lock(name);
    lock(name);
    sql.update(FORGET_CONVERSATIONS, name);
    Unseen.Gone received = unseen.removeReceived(name);
    rename(name, pseudonym, now);
    long removed = received.messages() + unseen.removeOrBlank(pseudonym, now);
    FORGET_BY_NAME.forEach(deletion -> sql.update(deletion, name));
    sql.update(FORGET_NOTIFICATIONS, name, name);
    if (hasAccount) {
      accounts.remove(name);
    }
    changeMailboxes(name, pseudonym);
    return new ErasureReport(pseudonym, received.deliveries(), unseen.bearing(pseudonym), removed);
  }

  private void lock(String name) {
    if (sql.isDerby()) {
      LOCKS_ON_DERBY.forEach(lock -> sql.update(lock, name));
      lockMessagesOnDerby(name);
    } else {
      LOCKS.forEach(lock -> sql.query(lock, row -> row.getLong(1), name));
      sql.query(LOCK_MESSAGES, row -> row.getLong(1), name, name, name);
    }
  }

  /** One after the other, because Derby has no word for the order in which an update locks. */
  private void lockMessagesOnDerby(String name) {
    List<Long> ids = List.of(0L);
    while (!ids.isEmpty()) {
      long last = ids.get(ids.size() - 1);
      ids = sql.query(NEXT_MESSAGES_ON_DERBY, row -> row.getLong(1), last, name, name, name);
      sql.batch(LOCK_MESSAGE_ON_DERBY, ids.stream().map(id -> new Object[] {id}).toList());
    }
  }

  private void rename(String name, String pseudonym, Instant now) {
    sql.update(RENAME_SENDER, pseudonym, now, name);
    sql.update(RENAME_RECIPIENT, pseudonym, name);
    sql.update(RENAME_MODERATOR, pseudonym, name);
  }

  private void changeMailboxes(String name, String pseudonym) {
    if (sql.isDerby()) {
      sql.update(LOCK_MAILBOXES_ON_DERBY);
    } else {
      sql.query(LOCK_MAILBOXES, row -> row.getLong(1), name, pseudonym, pseudonym);
    }
    sql.update(TOUCH_MAILBOXES, pseudonym, pseudonym);
    sql.update(FORGET_MAILBOX, name);
  }
}
