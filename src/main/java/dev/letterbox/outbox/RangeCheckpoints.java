package dev.letterbox.outbox;

import static java.util.stream.Collectors.toCollection;

import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How far those ranges have got that somebody has claimed. A worker may be at a name in the moment
 * in which its bearer is erased: then the name before stands for it.
 */
@ApplicationScoped
public class RangeCheckpoints {

  private static final String CHECKPOINT =
      """
      update lb_notification set range_start = ?, next_attempt_at = ?, attempts = 1
      where id = ? and claim_token = ?
      """;
  private static final String SHORTEN =
      "update lb_notification set range_end = ? where id = ? and claim_token = ?";

  @EJB private Transactions transactions;
  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private OutboxRepository outbox;
  @Inject private MessageRecipientQuery recipients;

  /**
   * Everybody up to here has been told, except for those who could not be: they get entries of
   * their own, unless they have been erased.
   *
   * @return whether the range is still held; otherwise nothing has changed
   */
  boolean checkpoint(
      String claimToken, OutboxRecord range, String lastRecipient, List<FailedAttempt> failures) {
    Instant now = clock.now();
    return transactions.inNewTransaction(
        () -> {
          Set<String> names =
              failures.stream().map(FailedAttempt::recipient).collect(toCollection(HashSet::new));
          names.add(lastRecipient);
          Set<String> existing = recipients.lockExisting(range.messageId(), names);
          String rangeStart = existingBoundary(range, lastRecipient, existing);
          boolean owned =
              sql.update(CHECKPOINT, rangeStart, outbox.leaseExpiry(now), range.id(), claimToken)
                  > 0;
          if (owned) {
            outbox.appendFailed(
                failures.stream()
                    .filter(attempt -> existing.contains(attempt.recipient()))
                    .toList(),
                now);
          }
          return owned;
        });
  }

  /** A range ends with this name from now on, and what comes after it waits for anybody. */
  void split(String claimToken, OutboxRecord range, String lastRecipient) {
    transactions.inNewTransaction(
        () -> {
          String rangeEnd =
              existingBoundary(
                  range,
                  lastRecipient,
                  recipients.lockExisting(range.messageId(), List.of(lastRecipient)));
          if (sql.update(SHORTEN, rangeEnd, range.id(), claimToken) > 0) {
            outbox.append(List.of(range.remainderAfter(rangeEnd)));
          }
          return null;
        });
  }

  private String existingBoundary(OutboxRecord range, String name, Set<String> existing) {
    return existing.contains(name) ? name : recipients.lockLastBefore(range.messageId(), name);
  }
}
