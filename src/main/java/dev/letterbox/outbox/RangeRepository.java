package dev.letterbox.outbox;

import static java.util.stream.Collectors.toCollection;

import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Changes the boundaries of ranges by checkpoints and splits. A boundary is always a recipient of
 * the message, or empty: where a recipient is erased, the one before takes its place.
 */
@ApplicationScoped
public class RangeRepository {

  private static final String CHECKPOINT =
      """
      update lb_notification
      set range_start = :rangeStart, next_attempt_at = :leaseExpiry, attempts = 1
      where id = :id and claim_token = :token
      """;
  private static final String SHORTEN =
      """
      update lb_notification set range_end = :rangeEnd
      where id = :id and claim_token = :token
      """;

  @EJB private Transactions transactions;
  @Inject private Database database;
  @Inject private Clock clock;
  @Inject private Settings settings;
  @Inject private OutboxRepository outbox;
  @Inject private MessageRecipientQuery recipients;

  /**
   * Stores how far a claimed range is delivered. Recipients whose delivery failed get separate
   * records, unless they have been erased.
   *
   * @return false when the claim is lost; then nothing has changed
   */
  public boolean checkpoint(
      Claim claim, OutboxRecord range, String lastRecipient, List<FailedAttempt> failures) {
    Instant now = clock.now();
    return transactions.inNewTransaction(
        () -> {
          Set<String> names =
              failures.stream()
                  .map(attempt -> attempt.record().recipient())
                  .collect(toCollection(HashSet::new));
          names.add(lastRecipient);
          Set<String> existing = recipients.lockExisting(range.messageId(), names);
          boolean owned =
              database
                      .sql(CHECKPOINT)
                      .bind("rangeStart", existingBoundary(range, lastRecipient, existing))
                      .bind("leaseExpiry", leaseExpiry(now))
                      .bind("id", range.id())
                      .bind("token", claim.token())
                      .update()
                  > 0;
          if (owned) {
            outbox.appendFailed(
                failures.stream()
                    .filter(attempt -> existing.contains(attempt.record().recipient()))
                    .toList(),
                now);
          } else {
            ClaimRepository.logLost(List.of(range));
          }
          return owned;
        });
  }

  private Instant leaseExpiry(Instant now) {
    return now.plus(settings.get(NotificationSetting.OUTBOX_LEASE));
  }

  /** Ends a claimed range with this recipient, and appends the rest as a range that is due. */
  public void split(Claim claim, OutboxRecord range, String lastRecipient) {
    transactions.inNewTransaction(
        () -> {
          Set<String> existing = recipients.lockExisting(range.messageId(), List.of(lastRecipient));
          String rangeEnd = existingBoundary(range, lastRecipient, existing);
          int changed =
              database
                  .sql(SHORTEN)
                  .bind("rangeEnd", rangeEnd)
                  .bind("id", range.id())
                  .bind("token", claim.token())
                  .update();
          if (changed > 0) {
            outbox.append(List.of(range.remainderAfter(rangeEnd)));
          }
          return changed;
        });
  }

  private String existingBoundary(OutboxRecord range, String name, Set<String> existing) {
    return existing.contains(name) ? name : recipients.lockLastBefore(range.messageId(), name);
  }
}
