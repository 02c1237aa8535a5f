package dev.letterbox.privacy;

import dev.letterbox.account.AccountGuard;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.maintenance.ErasureReport;
import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.notification.PreferenceRepository;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.outbox.RangeRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
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
 * in the order that {@code message.DeliveryRepository} states; mailboxes come last. On Derby, where
 * readers wait for writers, all conversations are locked before that: one user at a time is erased,
 * and whoever replies waits.
 *
 * <p>The mailbox stays, empty: who writes to the name in this moment counts in it, and its version
 * goes on, so that a page of the former owner does not hold for another one of this name.
 *
 * <p>No counter of anybody else changes: what goes was nobody else's to see.
 */
@ApplicationScoped
public class UserErasure {

  private static final List<String> LOCK_OWN_ROWS =
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

  private static final String COUNT_CONVERSATIONS =
      "select count(newest_id) from lb_conversation where owner = ?";
  private static final String DELETE_CONVERSATIONS = "delete from lb_conversation where owner = ?";
  private static final String RENAME_SENDER =
      "update lb_message set sender = ?, version = version + 1,"
          + " sender_deleted_at = coalesce(sender_deleted_at, ?) where sender = ?";
  private static final String RENAME_RECIPIENT =
      "update lb_message set recipient = ?, version = version + 1 where recipient = ?";
  private static final String RENAME_MODERATOR =
      "update lb_message set moderation_by = ?, version = version + 1 where moderation_by = ?";
  private static final List<String> DELETE_BY_NAME =
      List.of("delete from lb_block where owner = ?", "delete from lb_block where blocked = ?");
  private static final String DELETE_IDEMPOTENCY_KEYS =
      "delete from lb_idempotency where owner = ?";

  private static final String FIND_AFFECTED_USERS =
      """
      select d.recipient from --DERBY-PROPERTIES joinOrder=FIXED
        lb_message m --DERBY-PROPERTIES index=LB_MESSAGE_SENDER
        join lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_MESSAGE
          on d.message_id = m.id
      where m.sender = ?
      union
      select m.sender from lb_message m where m.recipient = ? and m.sender is not null
      """;

  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private KnownUsers knownUsers;
  @Inject private AccountGuard accountGuard;
  @Inject private OrphanedMessages orphanedMessages;
  @Inject private MailboxRepository counters;
  @Inject private PreferenceRepository preferences;
  @Inject private OutboxRepository outbox;
  @Inject private RangeRepository outboxRanges;

  /**
   * Erases the data of a user.
   *
   * @throws NotFoundException when nothing is known of this name
   */
  public ErasureReport erase(String name) {
    knownUsers.requireKnown(name);
    String pseudonym = ErasureReport.PREFIX + UUID.randomUUID();
    Instant now = clock.now();
    sql.update(DELETE_IDEMPOTENCY_KEYS, name); // whoever sends with a key begins with that
    if (sql.isDerby()) {
      sql.update(LOCK_CONVERSATIONS_ON_DERBY);
    }
    boolean hasAccount = accountGuard.lockForErasure(name);
    lockRows(name);
    knownUsers.requireKnown(name); // another one may have been faster
    long conversations = sql.query(COUNT_CONVERSATIONS, row -> row.getLong(1), name).get(0);
    sql.update(DELETE_CONVERSATIONS, name);
    OrphanedMessages.DeletedDeliveries received = orphanedMessages.deleteReceived(name);
    pseudonymize(name, pseudonym, now);
    long removed = received.messages() + orphanedMessages.deleteOrClear(pseudonym, now);
    DELETE_BY_NAME.forEach(deletion -> sql.update(deletion, name));
    preferences.deleteByOwner(name);
    outbox.deleteByRecipient(name);
    outboxRanges.removeUser(name);
    if (hasAccount) {
      accountGuard.delete(name);
    }
    updateMailboxes(name, pseudonym, received.counterDelta(), (int) conversations);
    return new ErasureReport(
        pseudonym, received.deliveries(), orphanedMessages.countWithPseudonym(pseudonym), removed);
  }

  private void lockRows(String name) {
    if (sql.isDerby()) {
      lockOnDerby(
          NEXT_DELIVERIES_ON_DERBY, id -> new Object[] {id, name}, LOCK_DELIVERY_ON_DERBY, name);
      lockOnDerby(
          NEXT_MESSAGES_ON_DERBY, id -> new Object[] {id}, LOCK_MESSAGE_ON_DERBY, name, name, name);
    } else {
      LOCK_OWN_ROWS.forEach(lock -> sql.query(lock, row -> row.getLong(1), name));
      sql.query(LOCK_MESSAGES, row -> row.getLong(1), name, name, name);
    }
  }

  /** One after the other, because Derby has no word for the order in which an update locks. */
  private void lockOnDerby(
      String findNextIds,
      Function<Long, Object[]> toParameters,
      String lockStatement,
      Object... names) {
    List<Long> ids = List.of(0L);
    while (!ids.isEmpty()) {
      List<Object> parameters = new ArrayList<>(List.of(ids.get(ids.size() - 1)));
      parameters.addAll(List.of(names));
      ids = sql.query(findNextIds, row -> row.getLong(1), parameters.toArray());
      sql.batch(lockStatement, ids.stream().map(toParameters).toList());
    }
  }

  private void pseudonymize(String name, String pseudonym, Instant now) {
    sql.update(RENAME_SENDER, pseudonym, now, name);
    sql.update(RENAME_RECIPIENT, pseudonym, name);
    sql.update(RENAME_MODERATOR, pseudonym, name);
  }

  /**
   * By key, in the order of their owners. What the user's own loses is what has gone: what somebody
   * delivers in this moment he counts himself.
   */
  private void updateMailboxes(
      String name, String pseudonym, MailboxRepository.CounterDelta removed, int conversations) {
    SortedMap<String, MailboxRepository.CounterDelta> changes = new TreeMap<>();
    sql.query(
            FIND_AFFECTED_USERS + (sql.isDerby() ? " with ur" : ""),
            row -> row.getString(1),
            pseudonym,
            pseudonym)
        .forEach(owner -> changes.put(owner, MailboxRepository.CounterDelta.VERSION_ONLY));
    changes.put(
        name,
        new MailboxRepository.CounterDelta(
            -removed.unread(), -removed.total(), -(removed.conversations() + conversations)));
    counters.apply(changes);
  }
}
