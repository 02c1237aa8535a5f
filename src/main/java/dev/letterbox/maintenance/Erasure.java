package dev.letterbox.maintenance;

import dev.letterbox.api.AccountNotFoundException;
import dev.letterbox.api.ErasureReport;
import dev.letterbox.message.Counters;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import dev.letterbox.user.AccountRemoval;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/**
 * Erases a user; to be used inside a transaction. The account is locked first, and then everything
 * in the order that {@code message.Deliveries} states; mailboxes come last. On Derby, where readers
 * wait for writers, all conversations are locked before that: one user at a time is erased, and
 * whoever replies waits.
 *
 * <p>The mailbox stays, empty: who writes to the name in this moment counts in it, and its version
 * goes on, so that a page of the former owner does not hold for another one of this name.
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

  private static final String LOCK_CONVERSATIONS_ON_DERBY =
      "lock table lb_conversation in exclusive mode";
  private static final String NEXT_DELIVERIES_ON_DERBY =
      "select message_id from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where message_id > ? and recipient = ?"
          + " order by message_id fetch first 1000 rows only with ur";
  private static final String LOCK_DELIVERY_ON_DERBY =
      "update lb_delivery set archived = archived where message_id = ? and recipient = ?";
  private static final String NEXT_MESSAGES_ON_DERBY =
      "select id from lb_message where id > ? and (sender = ? or recipient = ? or moderation_by = ?)"
          + " order by id fetch first 1000 rows only with ur";
  private static final String LOCK_MESSAGE_ON_DERBY =
      "update lb_message set version = version where id = ?";

  private static final String COUNTED_CONVERSATIONS =
      "select count(newest_id) from lb_conversation where owner = ?";
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
          "delete from lb_preference where owner = ?",
          "delete from lb_digest_choice where owner = ?");
  private static final String FORGET_ANSWERS = "delete from lb_idempotency where owner = ?";
  private static final String FORGET_NOTIFICATIONS =
      "delete from lb_notification where recipient = ?";

  private static final String CONCERNED =
      """
      select d.recipient from --DERBY-PROPERTIES joinOrder=FIXED
        lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_SENDER
        join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          on d.message_id = m.id
      where m.sender = ?
      union
      select m.sender from lb_message m where m.recipient = ? and m.sender is not null
      """;

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Traces traces;
  @Inject private AccountRemoval accounts;
  @Inject private Unseen unseen;
  @Inject private Counters counters;
  @Inject private UntoldRanges ranges;

  /**
   * @throws AccountNotFoundException when nothing is known of this name
   */
  ErasureReport erase(String name) {
    traces.checkKnown(name);
    String pseudonym = ErasureReport.PREFIX + UUID.randomUUID();
    Instant now = clock.now();
    sql.update(FORGET_ANSWERS, name); // whoever sends with a key begins with that
    if (sql.isDerby()) {
      sql.update(LOCK_CONVERSATIONS_ON_DERBY);
    }
    boolean hasAccount = accounts.lock(name);
    lock(name);
    traces.checkKnown(name); // another one may have been faster
    long conversations = sql.query(COUNTED_CONVERSATIONS, row -> row.getLong(1), name).get(0);
    sql.update(FORGET_CONVERSATIONS, name);
    Unseen.Gone received = unseen.removeReceived(name);
    rename(name, pseudonym, now);
    long removed = received.messages() + unseen.removeOrBlank(pseudonym, now);
    FORGET_BY_NAME.forEach(deletion -> sql.update(deletion, name));
    sql.update(FORGET_NOTIFICATIONS, name);
    ranges.forget(name);
    if (hasAccount) {
      accounts.remove(name);
    }
    changeMailboxes(name, pseudonym, received.counted(), (int) conversations);
    return new ErasureReport(pseudonym, received.deliveries(), unseen.bearing(pseudonym), removed);
  }

  private void lock(String name) {
    if (sql.isDerby()) {
      lockOnDerby(
          NEXT_DELIVERIES_ON_DERBY, id -> new Object[] {id, name}, LOCK_DELIVERY_ON_DERBY, name);
      lockOnDerby(
          NEXT_MESSAGES_ON_DERBY, id -> new Object[] {id}, LOCK_MESSAGE_ON_DERBY, name, name, name);
    } else {
      LOCKS.forEach(lock -> sql.query(lock, row -> row.getLong(1), name));
      sql.query(LOCK_MESSAGES, row -> row.getLong(1), name, name, name);
    }
  }

  /** One after the other, because Derby has no word for the order in which an update locks. */
  private void lockOnDerby(
      String next, Function<Long, Object[]> key, String lock, Object... names) {
    List<Long> ids = List.of(0L);
    while (!ids.isEmpty()) {
      List<Object> parameters = new ArrayList<>(List.of(ids.get(ids.size() - 1)));
      parameters.addAll(List.of(names));
      ids = sql.query(next, row -> row.getLong(1), parameters.toArray());
      sql.batch(lock, ids.stream().map(key).toList());
    }
  }

  private void rename(String name, String pseudonym, Instant now) {
    sql.update(RENAME_SENDER, pseudonym, now, name);
    sql.update(RENAME_RECIPIENT, pseudonym, name);
    sql.update(RENAME_MODERATOR, pseudonym, name);
  }

  /**
   * By key, in the order of their owners. What the user's own loses is what has gone: what somebody
   * delivers in this moment he counts himself.
   */
  private void changeMailboxes(
      String name, String pseudonym, Counters.Change gone, int conversations) {
    SortedMap<String, Counters.Change> changes = new TreeMap<>();
    sql.query(
            CONCERNED + (sql.isDerby() ? " with ur" : ""),
            row -> row.getString(1),
            pseudonym,
            pseudonym)
        .forEach(owner -> changes.put(owner, Counters.Change.NOTHING_COUNTED));
    changes.put(
        name,
        new Counters.Change(
            -gone.unread(), -gone.total(), -(gone.conversations() + conversations)));
    counters.changed(changes);
  }
}
