package dev.letterbox.message.store.maintenance;

import dev.letterbox.message.store.MailboxRepository;
import dev.letterbox.message.store.MailboxRepository.CounterDelta;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Compares the counters of mailboxes with the deliveries, and repairs them.
 *
 * <p>On PostgreSQL the mailbox is locked first: concurrent changes of its deliveries are either
 * committed, or wait for the mailbox and are not visible. On Derby, where readers wait for writers,
 * deliveries are counted first; the count is valid if the mailbox, which is locked then, still has
 * the version that it had before.
 */
@ApplicationScoped
public class MailboxCounterCheck {

  private static final List<String> LOCK_TABLES =
      List.of("lock table lb_conversation in share mode", "lock table lb_delivery in share mode");
  private static final String SELECT =
      "select unread, total, conversations from lb_mailbox where owner = :owner";
  private static final String COUNT_INBOX =
      """
      select coalesce(sum(case when read_at is null then 1 else 0 end), 0) as unread,
        count(*) as total,
        coalesce(sum(case when single_message = true then 1 else 0 end), 0) as conversations
      from lb_delivery {index lb_delivery_pk}
      where recipient = :owner and archived = false and deleted_at is null
      """;
  private static final String COUNT_CONVERSATIONS =
      """
      select count(newest_id) as conversations
      from lb_conversation {index lb_conversation_pk}
      where owner = :owner
      """;
  private static final String SELECT_VERSION =
      "select version from lb_mailbox where owner = :owner";

  @Inject private Database database;
  @Inject private MailboxRepository mailboxRepository;

  /** Counters of a mailbox. */
  public record MailboxCounterValues(int unread, int total, int conversations) {

    static MailboxCounterValues of(ResultSet row) throws SQLException {
      return new MailboxCounterValues(
          row.getInt("unread"), row.getInt("total"), row.getInt("conversations"));
    }

    private CounterDelta minus(MailboxCounterValues other) {
      return new CounterDelta(
          unread - other.unread, total - other.total, conversations - other.conversations);
    }
  }

  /**
   * Stored and counted values of a mailbox, which is locked.
   *
   * @param stored 0 if the mailbox does not exist
   */
  public record MailboxComparison(
      String owner, boolean exists, MailboxCounterValues stored, MailboxCounterValues actual) {}

  /**
   * Compares the counters of a mailbox.
   *
   * @param blockWriters on Derby, whether to block all writers meanwhile, in the lock order
   * @return empty if the mailbox was changed meanwhile; try again in a new transaction
   */
  public Optional<MailboxComparison> compare(String owner, boolean blockWriters) {
    return database.dialect().readersWaitForWriters()
        ? countAndLock(owner, blockWriters)
        : lockAndCount(owner);
  }

  private Optional<MailboxComparison> lockAndCount(String owner) {
    mailboxRepository.lock(owner);
    return Optional.of(toComparison(owner, count(owner)));
  }

  private Optional<MailboxComparison> countAndLock(String owner, boolean blockWriters) {
    if (blockWriters) {
      LOCK_TABLES.forEach(lock -> database.sql(lock).update());
    }
    Optional<Long> versionBefore = findVersion(owner);
    MailboxCounterValues actual = count(owner);
    mailboxRepository.lock(owner);
    return findVersion(owner).equals(versionBefore)
        ? Optional.of(toComparison(owner, actual))
        : Optional.empty();
  }

  private Optional<Long> findVersion(String owner) {
    return database.sql(SELECT_VERSION).bind("owner", owner).first(row -> row.getLong("version"));
  }

  private MailboxComparison toComparison(String owner, MailboxCounterValues actual) {
    Optional<MailboxCounterValues> stored =
        database.sql(SELECT).bind("owner", owner).first(MailboxCounterValues::of);
    return new MailboxComparison(
        owner, stored.isPresent(), stored.orElse(new MailboxCounterValues(0, 0, 0)), actual);
  }

  private MailboxCounterValues count(String owner) {
    int conversations =
        database
            .sql(COUNT_CONVERSATIONS)
            .bind("owner", owner)
            .single(row -> row.getInt("conversations"));
    MailboxCounterValues inInbox =
        database.sql(COUNT_INBOX).bind("owner", owner).single(MailboxCounterValues::of);
    return new MailboxCounterValues(
        inInbox.unread(), inInbox.total(), inInbox.conversations() + conversations);
  }

  /**
   * Stores the counted values. Creates a missing mailbox, which fails if another transaction
   * creates it at the same time.
   */
  public void repair(MailboxComparison comparison) {
    if (!comparison.exists()) {
      mailboxRepository.insert(comparison.owner());
    }
    mailboxRepository.apply(comparison.owner(), comparison.actual().minus(comparison.stored()));
  }
}
