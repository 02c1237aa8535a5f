package dev.letterbox.maintenance;

import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Counts what mailboxes should say; to be used inside a transaction. On PostgreSQL the mailbox is
 * locked first: whoever changes its deliveries has either done so for everybody to see, or has to
 * wait with it, unseen. On Derby readers wait for what is not committed, so there the count comes
 * first, and is right when the mailbox, locked then, still has the version it had before: each
 * change of what is counted makes a new one.
 */
@ApplicationScoped
class MailboxCounterCheck {

  private static final String INSERT =
      "insert into lb_mailbox (owner, unread, total, conversations, version) values (?, 0, 0, 0, 0)";
  private static final String LOCK_ON_DERBY =
      "update lb_mailbox set version = version where owner = ?";
  private static final List<String> LOCK_TABLES_ON_DERBY =
      List.of("lock table lb_conversation in share mode", "lock table lb_delivery in share mode");
  private static final String FIND_STORED =
      "select unread, total, conversations from lb_mailbox where owner = ?";
  private static final String COUNT_INBOX =
      """
      select coalesce(sum(case when read_at is null then 1 else 0 end), 0) as unread,
        count(*) as total,
        coalesce(sum(case when single_message = true then 1 else 0 end), 0) as conversations
      from lb_delivery --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where recipient = ? and archived = false and deleted_at is null
      """;
  private static final String COUNT_CONVERSATIONS =
      """
      select count(newest_id) as conversations
      from lb_conversation --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK
      where owner = ?
      """;
  private static final String FIND_VERSION = "select version from lb_mailbox where owner = ?";
  private static final String UPDATE =
      "update lb_mailbox set unread = ?, total = ?, conversations = ?, version = version + 1"
          + " where owner = ?";

  @Inject private SqlRunner sql;
  @Inject private MailboxRepository counters;

  /** What a mailbox says, or should say. */
  record MailboxCounterValues(long unread, long total, long conversations) {

    static MailboxCounterValues of(ResultSet row) throws SQLException {
      return new MailboxCounterValues(
          row.getLong("unread"), row.getLong("total"), row.getLong("conversations"));
    }
  }

  /**
   * A mailbox that is locked.
   *
   * @param stored what it says; all 0 when it is not there
   * @param actual what it should say
   */
  record MailboxComparison(
      boolean exists, MailboxCounterValues stored, MailboxCounterValues actual) {}

  /**
   * Compares one mailbox with its deliveries.
   *
   * @param blockWriters whether others have to wait where they would be in the way: on Derby all
   *     writers, held back in the order in which they lock
   * @return empty when others were in the way; to be tried again in a new transaction
   */
  Optional<MailboxComparison> compare(String owner, boolean blockWriters) {
    if (!sql.isDerby()) {
      Optional<MailboxCounterValues> stored = findStored(owner, " for update");
      return Optional.of(toComparison(stored, count(owner)));
    }
    if (blockWriters) {
      LOCK_TABLES_ON_DERBY.forEach(lock -> sql.update(lock));
    }
    List<Long> versionBefore = findVersion(owner);
    MailboxCounterValues actual = count(owner);
    sql.update(LOCK_ON_DERBY, owner);
    return findVersion(owner).equals(versionBefore)
        ? Optional.of(toComparison(findStored(owner, ""), actual))
        : Optional.empty();
  }

  private List<Long> findVersion(String owner) {
    return sql.query(FIND_VERSION, row -> row.getLong("version"), owner);
  }

  private static MailboxComparison toComparison(
      Optional<MailboxCounterValues> stored, MailboxCounterValues actual) {
    return new MailboxComparison(
        stored.isPresent(), stored.orElse(new MailboxCounterValues(0, 0, 0)), actual);
  }

  private Optional<MailboxCounterValues> findStored(String owner, String lockClause) {
    return sql.query(FIND_STORED + lockClause, MailboxCounterValues::of, owner).stream()
        .findFirst();
  }

  private MailboxCounterValues count(String owner) {
    long conversations =
        sql.query(COUNT_CONVERSATIONS, row -> row.getLong("conversations"), owner).get(0);
    MailboxCounterValues inInbox = sql.query(COUNT_INBOX, MailboxCounterValues::of, owner).get(0);
    return new MailboxCounterValues(
        inInbox.unread(), inInbox.total(), inInbox.conversations() + conversations);
  }

  /** Makes a mailbox that was not there. It fails when somebody else has made it meanwhile. */
  void insert(String owner) {
    sql.update(INSERT, owner);
  }

  /** Has a locked mailbox say this. */
  void update(String owner, MailboxCounterValues counts) {
    sql.update(UPDATE, counts.unread(), counts.total(), counts.conversations(), owner);
    counters.publishChange(MailboxesChanged.of(Set.of(owner)));
  }
}
