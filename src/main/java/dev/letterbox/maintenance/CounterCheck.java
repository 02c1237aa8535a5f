package dev.letterbox.maintenance;

import static dev.letterbox.api.maintenance.Inconsistency.CONVERSATION_COUNT_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.CONVERSATION_SIZE_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.SINGLE_MESSAGE_MARK_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.TOTAL_COUNT_MISMATCH;
import static dev.letterbox.api.maintenance.Inconsistency.UNREAD_COUNT_MISMATCH;

import dev.letterbox.api.maintenance.Inconsistency;
import dev.letterbox.message.store.ConversationCounter;
import dev.letterbox.message.store.maintenance.ConversationCounterCheck;
import dev.letterbox.message.store.maintenance.ConversationCounterCheck.ConversationComparison;
import dev.letterbox.message.store.maintenance.CounterMismatchQuery;
import dev.letterbox.message.store.maintenance.CounterMismatchQuery.SuspectConversation;
import dev.letterbox.message.store.maintenance.CounterMismatchQuery.SuspectDelivery;
import dev.letterbox.message.store.maintenance.MailboxCounterCheck;
import dev.letterbox.message.store.maintenance.MailboxCounterCheck.MailboxComparison;
import dev.letterbox.message.store.maintenance.MailboxCounterCheck.MailboxCounterValues;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Recounts all counters of deliveries, some mailboxes at a time. Counters that seem wrong are found
 * without locks and compared again with locks; only the second result is reported and repaired.
 */
@ApplicationScoped
class CounterCheck {

  /** Number of mailboxes, or of suspect rows, in one statement. */
  static final int BATCH_SIZE = 500;

  /** Number of comparisons of a mailbox that changes meanwhile; the last one blocks writers. */
  private static final int MAX_ATTEMPTS = 10;

  @Inject private TransactionBatches batches;
  @Inject private CounterMismatchQuery mismatches;
  @Inject private MailboxCounterCheck mailboxCheck;
  @Inject private ConversationCounterCheck conversationCheck;

  /**
   * Checks all mailboxes.
   *
   * @param repair whether wrong counters are corrected
   * @return number of mailboxes
   */
  long check(boolean repair, Findings findings) {
    long mailboxCount = 0;
    String after = "";
    List<String> owners;
    do {
      batches.requireNotStopped();
      owners = mismatches.findOwners(after, BATCH_SIZE);
      mailboxCount += owners.size();
      boolean last = owners.size() < BATCH_SIZE;
      String end = last ? mismatches.afterAllOwners() : owners.get(BATCH_SIZE - 1);
      checkSingleMessageFlags(after, end, repair, findings);
      checkConversations(after, end, repair, findings);
      checkMailboxes(after, end, repair, findings);
      after = end;
    } while (owners.size() == BATCH_SIZE);
    return mailboxCount;
  }

  private void checkSingleMessageFlags(
      String after, String end, boolean repair, Findings findings) {
    SuspectDelivery last = new SuspectDelivery(after, 0, Long.MAX_VALUE);
    List<SuspectDelivery> suspects;
    do {
      suspects = mismatches.findWrongSingleMessageFlags(last, end, BATCH_SIZE);
      for (SuspectDelivery suspect : suspects) {
        addFinding(
            () -> findWrongFlag(suspect, repair), SINGLE_MESSAGE_MARK_MISMATCH, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == BATCH_SIZE);
  }

  private Optional<String> findWrongFlag(SuspectDelivery suspect, boolean repair) {
    if (conversationCheck.isSingleMessageFlagCorrect(
        suspect.owner(), suspect.thread(), suspect.message())) {
      return Optional.empty();
    }
    if (repair) {
      conversationCheck.repairSingleMessageFlag(
          suspect.owner(), suspect.thread(), suspect.message());
    }
    return Optional.of("message " + suspect.message() + " to " + suspect.owner());
  }

  private void checkConversations(String after, String end, boolean repair, Findings findings) {
    SuspectConversation last = new SuspectConversation(after, Long.MAX_VALUE);
    List<SuspectConversation> suspects;
    do {
      suspects = mismatches.findWrongConversations(last, end, BATCH_SIZE);
      for (SuspectConversation suspect : suspects) {
        addFinding(
            () -> findWrongCount(suspect, repair), CONVERSATION_SIZE_MISMATCH, repair, findings);
        last = suspect;
      }
    } while (suspects.size() == BATCH_SIZE);
  }

  private Optional<String> findWrongCount(SuspectConversation suspect, boolean repair) {
    Optional<ConversationComparison> wrong =
        conversationCheck
            .compare(suspect.owner(), suspect.thread())
            .filter(comparison -> !comparison.isConsistent());
    if (repair) {
      wrong.ifPresent(conversationCheck::repair);
    }
    return wrong.map(comparison -> description(comparison.stored(), comparison.actual()));
  }

  private static String description(ConversationCounter stored, ConversationCounter actual) {
    return "conversation %d of %s: %d messages up to %d instead of %d up to %d"
        .formatted(
            stored.thread(),
            stored.owner(),
            stored.messages(),
            stored.newest(),
            actual.messages(),
            actual.newest());
  }

  private void addFinding(
      Supplier<Optional<String>> check, Inconsistency kind, boolean repair, Findings findings) {
    batches
        .inNewTransaction(check)
        .orElse(Optional.empty())
        .ifPresent(example -> findings.add(kind, example, repair));
  }

  private void checkMailboxes(String after, String end, boolean repair, Findings findings) {
    mismatches
        .findWrongMailboxes(after, end)
        .forEach(owner -> checkMailbox(owner, repair, findings));
    List<String> missing;
    String last = after;
    do {
      missing = mismatches.findMissingMailboxes(last, end, BATCH_SIZE);
      for (String owner : missing) {
        checkMailbox(owner, repair, findings);
        last = owner;
      }
    } while (missing.size() == BATCH_SIZE);
  }

  private void checkMailbox(String owner, boolean repair, Findings findings) {
    Optional<MailboxComparison> comparison = Optional.empty();
    for (int attempt = 1; comparison.isEmpty() && attempt <= MAX_ATTEMPTS; attempt++) {
      boolean blockWriters = attempt == MAX_ATTEMPTS;
      comparison =
          batches
              .inNewTransaction(() -> compareMailbox(owner, repair, blockWriters))
              .orElse(Optional.empty());
    }
    comparison.ifPresent(
        result -> {
          MailboxCounterValues stored = result.stored();
          MailboxCounterValues actual = result.actual();
          String mailbox = "mailbox of " + owner + ": ";
          addMismatch(
              UNREAD_COUNT_MISMATCH, mailbox, stored.unread(), actual.unread(), repair, findings);
          addMismatch(
              TOTAL_COUNT_MISMATCH, mailbox, stored.total(), actual.total(), repair, findings);
          addMismatch(
              CONVERSATION_COUNT_MISMATCH,
              mailbox,
              stored.conversations(),
              actual.conversations(),
              repair,
              findings);
        });
  }

  private Optional<MailboxComparison> compareMailbox(
      String owner, boolean repair, boolean blockWriters) {
    Optional<MailboxComparison> comparison = mailboxCheck.compare(owner, blockWriters);
    if (repair) {
      comparison
          .filter(found -> !found.stored().equals(found.actual()))
          .ifPresent(mailboxCheck::repair);
    }
    return comparison;
  }

  private static void addMismatch(
      Inconsistency kind,
      String mailbox,
      long stored,
      long actual,
      boolean repair,
      Findings findings) {
    if (stored != actual) {
      findings.add(kind, mailbox + stored + " instead of " + actual, repair);
    }
  }
}
