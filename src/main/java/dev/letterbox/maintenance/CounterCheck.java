package dev.letterbox.maintenance;

import static dev.letterbox.api.maintenance.Inconsistency.CONVERSATION_COUNT_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.CONVERSATION_MARK;
import static dev.letterbox.api.maintenance.Inconsistency.CONVERSATION_SIZE_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.TOTAL_COUNT;
import static dev.letterbox.api.maintenance.Inconsistency.UNREAD_COUNT;

import dev.letterbox.api.maintenance.Inconsistency;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recounts what is counted of deliveries, some mailboxes at a time. What seems wrong without a lock
 * is counted again with one; that alone is reported, and mended.
 */
@ApplicationScoped
class CounterCheck {

  /** Mailboxes, and things that seem wrong, in one statement. */
  static final int BATCH_SIZE = 500;

  /** How often a mailbox is compared that others change meanwhile. */
  private static final int MAX_ATTEMPTS = 10;

  private static final String FIND_OWNERS =
      "select owner from lb_mailbox where owner > ? order by owner fetch first ? rows only";

  private static final String IN_INBOX =
      "select %s from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where d.recipient = b.owner and d.archived = false and d.deleted_at is null";
  private static final String FIND_WRONG_MAILBOXES =
      "select b.owner from lb_mailbox b where b.owner > ? and b.owner <= ? and (b.total <> ("
          + IN_INBOX.formatted("count(*)")
          + ") or b.unread <> ("
          + IN_INBOX.formatted("count(*)")
          + " and d.read_at is null) or b.conversations <> ("
          + IN_INBOX.formatted("count(*)")
          + " and d.single_message = true) + (select count(c.newest_id) from lb_conversation c"
          + " --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n"
          + " where c.owner = b.owner)) order by b.owner";
  private static final String FIND_MISSING_MAILBOXES =
      """
      select distinct d.recipient
      from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where d.recipient > ? and d.recipient <= ? and d.archived = false and d.deleted_at is null
        and not exists (select 1 from lb_mailbox b where b.owner = d.recipient)
      order by d.recipient fetch first ? rows only
      """;

  private static final String IN_CONVERSATION =
      "from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION\n"
          + " where d.recipient = c.owner and d.thread_id = c.thread_id and d.single_message = false"
          + " and d.archived = false and d.deleted_at is null";
  private static final String FIND_WRONG_CONVERSATIONS =
      "select c.owner, c.thread_id from lb_conversation c"
          + " --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n"
          + " where (c.owner > ? or (c.owner = ? and c.thread_id > ?)) and c.owner <= ?"
          + " and (c.messages <> (select count(*) "
          + IN_CONVERSATION
          + ") or coalesce(c.newest_id, 0) <> coalesce((select max(d.message_id) "
          + IN_CONVERSATION
          + "), 0)) order by c.owner, c.thread_id fetch first ? rows only";
  private static final String FIND_WRONG_SINGLE_MESSAGE_FLAGS =
      """
      select d.recipient, d.message_id, d.thread_id
      from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where (d.recipient > ? or (d.recipient = ? and d.message_id > ?)) and d.recipient <= ?
        and ((d.single_message = true and (d.message_id <> d.thread_id or exists (
            select 1 from lb_conversation c --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK
            where c.owner = d.recipient and c.thread_id = d.thread_id)))
          or (d.single_message = false and not exists (
            select 1 from lb_conversation c --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK
            where c.owner = d.recipient and c.thread_id = d.thread_id)))
      order by d.recipient, d.message_id fetch first ? rows only
      """;

  @Inject private SqlRunner sql;
  @Inject private TransactionBatches batches;
  @Inject private MailboxCounterCheck mailboxCheck;
  @Inject private ConversationCounterCheck conversationCheck;

  /** A delivery, or with 0 for the message a row of a conversation. */
  private record SuspectRow(String owner, long thread, long message) {}

  /**
   * Recounts all mailboxes.
   *
   * @param repair whether what is wrong is mended
   * @return how many mailboxes there are
   */
  long check(boolean repair, Findings findings) {
    long mailboxCount = 0;
    String after = "";
    List<String> owners;
    do {
      batches.requireNotStopped();
      owners = queryUnlocked(FIND_OWNERS, row -> row.getString("owner"), after, BATCH_SIZE);
      mailboxCount += owners.size();
      String end = owners.size() < BATCH_SIZE ? upperBoundOfNames() : owners.get(BATCH_SIZE - 1);
      checkSingleMessageFlags(after, end, repair, findings);
      checkConversations(after, end, repair, findings);
      checkMailboxes(after, end, repair, findings);
      after = end;
    } while (owners.size() == BATCH_SIZE);
    return mailboxCount;
  }

  /**
   * What only seems wrong need not be committed; so on Derby nobody waits who reads or writes it.
   */
  private <T> List<T> queryUnlocked(
      String query, SqlRunner.RowMapper<T> mapper, Object... parameters) {
    return sql.query(query + (sql.isDerby() ? " with ur" : ""), mapper, parameters);
  }

  /** Derby compares UTF-16 units, PostgreSQL bytes of UTF-8. */
  private String upperBoundOfNames() {
    return sql.isDerby() ? "\uFFFF" : Character.toString(Character.MAX_CODE_POINT);
  }

  private void checkSingleMessageFlags(
      String after, String end, boolean repair, Findings findings) {
    SuspectRow last = new SuspectRow(after, 0, Long.MAX_VALUE);
    List<SuspectRow> suspects;
    do {
      suspects =
          queryUnlocked(
              FIND_WRONG_SINGLE_MESSAGE_FLAGS,
              row ->
                  new SuspectRow(
                      row.getString("recipient"),
                      row.getLong("thread_id"),
                      row.getLong("message_id")),
              last.owner(),
              last.owner(),
              last.message(),
              end,
              BATCH_SIZE);
      for (SuspectRow suspect : suspects) {
        addFinding(() -> findWrongFlag(suspect, repair), CONVERSATION_MARK, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == BATCH_SIZE);
  }

  private Optional<String> findWrongFlag(SuspectRow suspect, boolean repair) {
    if (conversationCheck.isSingleMessageFlagCorrect(
        suspect.owner(), suspect.thread(), suspect.message())) {
      return Optional.empty();
    }
    if (repair) {
      conversationCheck.repair(suspect.owner(), suspect.thread(), suspect.message());
    }
    return Optional.of("message " + suspect.message() + " to " + suspect.owner());
  }

  private void checkConversations(String after, String end, boolean repair, Findings findings) {
    SuspectRow last = new SuspectRow(after, Long.MAX_VALUE, 0);
    List<SuspectRow> suspects;
    do {
      suspects =
          queryUnlocked(
              FIND_WRONG_CONVERSATIONS,
              row -> new SuspectRow(row.getString("owner"), row.getLong("thread_id"), 0),
              last.owner(),
              last.owner(),
              last.thread(),
              end,
              BATCH_SIZE);
      for (SuspectRow suspect : suspects) {
        addFinding(
            () -> findWrongCount(suspect, repair), CONVERSATION_SIZE_MISMATCH, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == BATCH_SIZE);
  }

  private Optional<String> findWrongCount(SuspectRow suspect, boolean repair) {
    return conversationCheck
        .compare(suspect.owner(), suspect.thread())
        .filter(comparison -> !comparison.isConsistent())
        .map(
            comparison -> {
              if (repair) {
                conversationCheck.update(suspect.owner(), suspect.thread(), comparison.actual());
              }
              return "conversation %d of %s: %d messages up to %d instead of %d up to %d"
                  .formatted(
                      suspect.thread(),
                      suspect.owner(),
                      comparison.stored().messages(),
                      comparison.stored().newestId(),
                      comparison.actual().messages(),
                      comparison.actual().newestId());
            });
  }

  private void addFinding(
      Supplier<Optional<String>> check, Inconsistency kind, boolean repair, Findings findings) {
    batches
        .inNewTransaction(check)
        .orElse(Optional.empty())
        .ifPresent(example -> findings.add(kind, example, repair));
  }

  private void checkMailboxes(String after, String end, boolean repair, Findings findings) {
    queryUnlocked(FIND_WRONG_MAILBOXES, row -> row.getString("owner"), after, end)
        .forEach(owner -> checkMailbox(owner, repair, findings));
    List<String> missing;
    String last = after;
    do {
      missing =
          queryUnlocked(
              FIND_MISSING_MAILBOXES, row -> row.getString("recipient"), last, end, BATCH_SIZE);
      for (String owner : missing) {
        checkMailbox(owner, repair, findings);
        last = owner;
      }
    } while (missing.size() == BATCH_SIZE);
  }

  private void checkMailbox(String owner, boolean repair, Findings findings) {
    Optional<MailboxCounterCheck.MailboxComparison> comparison = Optional.empty();
    for (int attempt = 1; comparison.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
      boolean blockWriters = attempt == MAX_ATTEMPTS;
      comparison =
          batches
              .inNewTransaction(() -> compareCounters(owner, repair, blockWriters))
              .orElse(Optional.empty());
    }
    comparison.ifPresent(
        result -> {
          String mailboxLabel = "mailbox of " + owner + ": ";
          compareCounters(
              UNREAD_COUNT,
              mailboxLabel,
              result.stored().unread(),
              result.actual().unread(),
              repair,
              findings);
          compareCounters(
              TOTAL_COUNT,
              mailboxLabel,
              result.stored().total(),
              result.actual().total(),
              repair,
              findings);
          compareCounters(
              CONVERSATION_COUNT_MISMATCH,
              mailboxLabel,
              result.stored().conversations(),
              result.actual().conversations(),
              repair,
              findings);
        });
  }

  private Optional<MailboxCounterCheck.MailboxComparison> compareCounters(
      String owner, boolean repair, boolean blockWriters) {
    Optional<MailboxCounterCheck.MailboxComparison> comparison =
        mailboxCheck.compare(owner, blockWriters);
    if (repair) {
      comparison
          .filter(found -> !found.stored().equals(found.actual()))
          .ifPresent(found -> repair(owner, found));
    }
    return comparison;
  }

  private void repair(String owner, MailboxCounterCheck.MailboxComparison comparison) {
    if (!comparison.exists()) {
      mailboxCheck.insert(owner);
    }
    mailboxCheck.update(owner, comparison.actual());
  }

  private static void compareCounters(
      Inconsistency kind,
      String mailboxLabel,
      long stored,
      long actual,
      boolean repair,
      Findings findings) {
    if (stored != actual) {
      findings.add(kind, mailboxLabel + stored + " instead of " + actual, repair);
    }
  }
}
