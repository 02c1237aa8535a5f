package dev.letterbox.maintenance;

import static dev.letterbox.api.Inconsistency.CONVERSATIONS_COUNT;
import static dev.letterbox.api.Inconsistency.CONVERSATION_COUNT;
import static dev.letterbox.api.Inconsistency.CONVERSATION_MARK;
import static dev.letterbox.api.Inconsistency.TOTAL_COUNT;
import static dev.letterbox.api.Inconsistency.UNREAD_COUNT;

import dev.letterbox.api.Inconsistency;
import dev.letterbox.shared.Sql;
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
class CounterChecks {

  /** Mailboxes, and things that seem wrong, in one statement. */
  static final int TOGETHER = 500;

  /** How often a mailbox is compared that others change meanwhile. */
  private static final int TRIES = 10;

  private static final String OWNERS =
      "select owner from lb_mailbox where owner > ? order by owner fetch first ? rows only";

  private static final String IN_INBOX =
      "select %s from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK\n"
          + " where d.recipient = b.owner and d.archived = false and d.deleted_at is null";
  private static final String WRONG_MAILBOXES =
      "select b.owner from lb_mailbox b where b.owner > ? and b.owner <= ? and (b.total <> ("
          + IN_INBOX.formatted("count(*)")
          + ") or b.unread <> ("
          + IN_INBOX.formatted("count(*)")
          + " and d.read_at is null) or b.conversations <> ("
          + IN_INBOX.formatted("count(*)")
          + " and d.single_message = true) + (select count(c.newest_id) from lb_conversation c"
          + " --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n"
          + " where c.owner = b.owner)) order by b.owner";
  private static final String WITHOUT_MAILBOX =
      """
      select distinct d.recipient
      from lb_delivery d --DERBY-PROPERTIES constraint=LB_DELIVERY_PK
      where d.recipient > ? and d.recipient <= ? and d.archived = false and d.deleted_at is null
        and not exists (select 1 from lb_mailbox b where b.owner = d.recipient)
      order by d.recipient fetch first ? rows only
      """;

  private static final String OF_CONVERSATION =
      "from lb_delivery d --DERBY-PROPERTIES index=LB_DELIVERY_CONVERSATION\n"
          + " where d.recipient = c.owner and d.thread_id = c.thread_id and d.single_message = false"
          + " and d.archived = false and d.deleted_at is null";
  private static final String WRONG_CONVERSATIONS =
      "select c.owner, c.thread_id from lb_conversation c"
          + " --DERBY-PROPERTIES constraint=LB_CONVERSATION_PK\n"
          + " where (c.owner > ? or (c.owner = ? and c.thread_id > ?)) and c.owner <= ?"
          + " and (c.messages <> (select count(*) "
          + OF_CONVERSATION
          + ") or coalesce(c.newest_id, 0) <> coalesce((select max(d.message_id) "
          + OF_CONVERSATION
          + "), 0)) order by c.owner, c.thread_id fetch first ? rows only";
  private static final String WRONG_MARKS =
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

  @Inject private Sql sql;
  @Inject private Batches batches;
  @Inject private MailboxCounts mailboxes;
  @Inject private ConversationCounts conversations;

  /** A delivery, or with 0 for the message a row of a conversation. */
  private record Suspect(String owner, long thread, long message) {}

  /**
   * Recounts all mailboxes.
   *
   * @param repair whether what is wrong is mended
   * @return how many mailboxes there are
   */
  long check(boolean repair, Findings findings) {
    long number = 0;
    String after = "";
    List<String> owners;
    do {
      batches.checkStopped();
      owners = look(OWNERS, row -> row.getString("owner"), after, TOGETHER);
      number += owners.size();
      String end = owners.size() < TOGETHER ? beyondAllNames() : owners.get(TOGETHER - 1);
      checkMarks(after, end, repair, findings);
      checkConversations(after, end, repair, findings);
      checkMailboxes(after, end, repair, findings);
      after = end;
    } while (owners.size() == TOGETHER);
    return number;
  }

  /**
   * What only seems wrong need not be committed; so on Derby nobody waits who reads or writes it.
   */
  private <T> List<T> look(String query, Sql.RowMapper<T> mapper, Object... parameters) {
    return sql.query(query + (sql.isDerby() ? " with ur" : ""), mapper, parameters);
  }

  /** Derby compares UTF-16 units, PostgreSQL bytes of UTF-8. */
  private String beyondAllNames() {
    return sql.isDerby() ? "\uFFFF" : Character.toString(Character.MAX_CODE_POINT);
  }

  private void checkMarks(String after, String end, boolean repair, Findings findings) {
    Suspect last = new Suspect(after, 0, Long.MAX_VALUE);
    List<Suspect> suspects;
    do {
      suspects =
          look(
              WRONG_MARKS,
              row ->
                  new Suspect(
                      row.getString("recipient"),
                      row.getLong("thread_id"),
                      row.getLong("message_id")),
              last.owner(),
              last.owner(),
              last.message(),
              end,
              TOGETHER);
      for (Suspect suspect : suspects) {
        report(() -> markOf(suspect, repair), CONVERSATION_MARK, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == TOGETHER);
  }

  private Optional<String> markOf(Suspect suspect, boolean repair) {
    if (conversations.isMarkedRight(suspect.owner(), suspect.thread(), suspect.message())) {
      return Optional.empty();
    }
    if (repair) {
      conversations.mend(suspect.owner(), suspect.thread(), suspect.message());
    }
    return Optional.of("message " + suspect.message() + " to " + suspect.owner());
  }

  private void checkConversations(String after, String end, boolean repair, Findings findings) {
    Suspect last = new Suspect(after, Long.MAX_VALUE, 0);
    List<Suspect> suspects;
    do {
      suspects =
          look(
              WRONG_CONVERSATIONS,
              row -> new Suspect(row.getString("owner"), row.getLong("thread_id"), 0),
              last.owner(),
              last.owner(),
              last.thread(),
              end,
              TOGETHER);
      for (Suspect suspect : suspects) {
        report(() -> countOf(suspect, repair), CONVERSATION_COUNT, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == TOGETHER);
  }

  private Optional<String> countOf(Suspect suspect, boolean repair) {
    return conversations
        .compare(suspect.owner(), suspect.thread())
        .filter(compared -> !compared.isRight())
        .map(
            compared -> {
              if (repair) {
                conversations.store(suspect.owner(), suspect.thread(), compared.counted());
              }
              return "conversation %d of %s: %d messages up to %d instead of %d up to %d"
                  .formatted(
                      suspect.thread(),
                      suspect.owner(),
                      compared.said().messages(),
                      compared.said().newest(),
                      compared.counted().messages(),
                      compared.counted().newest());
            });
  }

  private void report(
      Supplier<Optional<String>> look, Inconsistency kind, boolean repair, Findings findings) {
    batches
        .begin(look)
        .orElse(Optional.empty())
        .ifPresent(example -> findings.add(kind, example, repair));
  }

  private void checkMailboxes(String after, String end, boolean repair, Findings findings) {
    look(WRONG_MAILBOXES, row -> row.getString("owner"), after, end)
        .forEach(owner -> checkMailbox(owner, repair, findings));
    List<String> without;
    String last = after;
    do {
      without = look(WITHOUT_MAILBOX, row -> row.getString("recipient"), last, end, TOGETHER);
      for (String owner : without) {
        checkMailbox(owner, repair, findings);
        last = owner;
      }
    } while (without.size() == TOGETHER);
  }

  private void checkMailbox(String owner, boolean repair, Findings findings) {
    Optional<MailboxCounts.Compared> compared = Optional.empty();
    for (int tried = 1; compared.isEmpty() && tried <= TRIES; tried++) {
      boolean persistent = tried == TRIES;
      compared = batches.begin(() -> compare(owner, repair, persistent)).orElse(Optional.empty());
    }
    compared.ifPresent(
        it -> {
          String of = "mailbox of " + owner + ": ";
          compare(UNREAD_COUNT, of, it.said().unread(), it.counted().unread(), repair, findings);
          compare(TOTAL_COUNT, of, it.said().total(), it.counted().total(), repair, findings);
          compare(
              CONVERSATIONS_COUNT,
              of,
              it.said().conversations(),
              it.counted().conversations(),
              repair,
              findings);
        });
  }

  private Optional<MailboxCounts.Compared> compare(
      String owner, boolean repair, boolean persistent) {
    Optional<MailboxCounts.Compared> compared = mailboxes.compare(owner, persistent);
    if (repair) {
      compared.filter(it -> !it.said().equals(it.counted())).ifPresent(it -> mend(owner, it));
    }
    return compared;
  }

  private void mend(String owner, MailboxCounts.Compared compared) {
    if (!compared.isThere()) {
      mailboxes.make(owner);
    }
    mailboxes.store(owner, compared.counted());
  }

  private static void compare(
      Inconsistency kind, String of, long said, long counted, boolean repair, Findings findings) {
    if (said != counted) {
      findings.add(kind, of + said + " instead of " + counted, repair);
    }
  }
}
