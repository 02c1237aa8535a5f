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
 * Changes the boundaries of ranges: checkpoints, splits, and erasure of users. A boundary is always
 * a recipient of the message, or empty: where a recipient is erased, the one before takes its
 * place.
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

  private static final List<String> BOUNDARY_COLUMNS = List.of("range_start", "range_end");
  private static final String SELECT_BY_BOUNDARY =
      """
      select id, message_id from lb_notification
      where recipient is null and %s = :name {unlocked}
      """;
  private static final String UPDATE_BOUNDARY =
      "update lb_notification set %1$s = :newName where id = :id and %1$s = :name";

  @EJB private Transactions transactions;
  @Inject private Database database;
  @Inject private Clock clock;
  @Inject private Settings settings;
  @Inject private OutboxRepository outbox;
  @Inject private MessageRecipientQuery recipients;

  private record BoundedRange(long id, long messageId) {}

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

  /**
   * Replaces the name of an erased user in boundaries; to be used inside a transaction, after the
   * user's deliveries were deleted.
   */
  public void removeUser(String name) {
    BOUNDARY_COLUMNS.forEach(column -> removeUser(name, column));
  }

  private void removeUser(String name, String column) {
    for (BoundedRange range : findByBoundary(name, column)) {
      database
          .sql(UPDATE_BOUNDARY.formatted(column))
          .bind("newName", recipients.lockLastBefore(range.messageId(), name))
          .bind("id", range.id())
          .bind("name", name)
          .update();
    }
  }

  /** Unlocked, so that on Derby an erasure does not wait for the workers of other ranges. */
  private List<BoundedRange> findByBoundary(String name, String column) {
    return database
        .sql(SELECT_BY_BOUNDARY.formatted(column))
        .bind("name", name)
        .list(row -> new BoundedRange(row.getLong("id"), row.getLong("message_id")));
  }

  /** Whether the name is a boundary of a range. */
  public boolean existsForUser(String name) {
    return BOUNDARY_COLUMNS.stream().anyMatch(column -> !findByBoundary(name, column).isEmpty());
  }
}
