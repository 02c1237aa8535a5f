package dev.letterbox.outbox;

import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.outbox.ClaimStatements.ClaimedRecord;
import dev.letterbox.outbox.ClaimStatements.DueRecord;
import dev.letterbox.outbox.ClaimStatements.NewClaim;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Claims due records and stores the results of their delivery, each in a transaction of its own.
 *
 * <p>A claim sets the claim token of its records and their next attempt to the end of the lease. A
 * worker renews the lease while it is alive; after its end any worker may claim the records, and
 * statements with the former token change nothing.
 */
@ApplicationScoped
public class ClaimRepository {

  private static final Logger LOG = Logger.getLogger(ClaimRepository.class.getName());

  private static final int MAX_DIGEST_SIZE = 200;

  private static final Comparator<OutboxRecord> BY_ID = Comparator.comparingLong(OutboxRecord::id);

  /** Interval at which records are tried whose message waits for a decision. */
  private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(30);

  /** Records of a lost claim come first, because token null is last. */
  private static final String SELECT_DUE_OF_RECIPIENT =
      """
      select %s, claim_token, next_attempt_at
      from lb_notification {index lb_notification_recipient}
      where recipient = :recipient and state = 'BUFFERED_FOR_DIGEST' and channel = :channel
        and next_attempt_at <= :now
      order by claim_token, id fetch first :limit rows only
      """
          .formatted(ClaimStatements.RECORD_COLUMNS);

  private static final String RENEW =
      """
      update lb_notification set next_attempt_at = :leaseExpiry
      where id = :id and claim_token = :token
      """;
  private static final String DELETE =
      "delete from lb_notification where id = :id and claim_token = :token";
  private static final String RELEASE =
      """
      update lb_notification
      set claim_token = null, next_attempt_at = :nextAttemptAt, first_due_at = :firstDueAt,
        attempts = attempts - 1
      where id = :id and claim_token = :token
      """;
  private static final String FAIL =
      """
      update lb_notification
      set claim_token = null, state = :state, next_attempt_at = :nextAttemptAt,
        first_due_at = :firstDueAt, last_error = :error, attempts = :attempts
      where id = :id and claim_token = :token
      """;

  @EJB private Transactions transactions;
  @Inject private Database database;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private RetryPolicy retryPolicy;

  private ClaimStatements statements;

  @PostConstruct
  void chooseStatements() {
    statements = ClaimStatements.of(database);
  }

  /**
   * A single statement commits by itself, and so does a batch of a database that gets it as a
   * whole: that saves two round trips.
   */
  private <T> T execute(boolean singleStatement, Supplier<T> work) {
    return singleStatement || database.dialect().sendsTogether()
        ? transactions.withoutTransaction(work)
        : transactions.inNewTransaction(work);
  }

  /** Those of some channels that have records or digests to claim now, at least (1 statement). */
  public List<String> findDue(Collection<String> channels) {
    Instant now = clock.now();
    return transactions.withoutTransaction(() -> statements.findDue(channels, now));
  }

  /** Claims records that are due on a channel, the longest waiting first. */
  public Claim claim(String channel, int limit) {
    long leaseEnd = leaseEnd();
    NewClaim claim = newClaim();
    List<ClaimedRecord> claimed = execute(false, () -> statements.claim(channel, limit, claim));
    return new Claim(claim.token(), recordsOf(channel, claimed), false, leaseEnd);
  }

  /** The records in the order of their ids; those of a lost claim are logged. */
  private static List<OutboxRecord> recordsOf(String channel, List<ClaimedRecord> claimed) {
    List<Long> lost =
        claimed.stream()
            .filter(ClaimedRecord::lost)
            .map(each -> each.record().id())
            .sorted()
            .toList();
    if (!lost.isEmpty()) {
      LOG.info(
          () ->
              "Claimed again on channel %s, after their worker died or lost its lease: records %s"
                  .formatted(channel, lost));
    }
    return claimed.stream().map(ClaimedRecord::record).sorted(BY_ID).toList();
  }

  /**
   * Claims the due digest of one user; empty when none is due. The claim has no records when
   * another worker was faster.
   *
   * <p>Records of a lost claim are claimed together and without others: they may have been
   * delivered, and the id of a digest depends on its records.
   */
  public Optional<Claim> claimDigest(String channel) {
    long leaseEnd = leaseEnd();
    NewClaim claim = newClaim();
    Optional<List<ClaimedRecord>> claimed =
        transactions.inNewTransaction(
            () ->
                statements
                    .nextDigestRecipient(channel, claim.now())
                    .map(recipient -> dueRecords(recipient, channel, claim.now()))
                    .map(due -> statements.claimEach(due, OutboxState.BUFFERED_FOR_DIGEST, claim)));
    return claimed.map(
        records -> new Claim(claim.token(), recordsOf(channel, records), true, leaseEnd));
  }

  private List<DueRecord> dueRecords(String recipient, String channel, Instant now) {
    List<DueRecord> due =
        database
            .sql(SELECT_DUE_OF_RECIPIENT)
            .bind("recipient", recipient)
            .bind("channel", channel)
            .bind("now", now)
            .bind("limit", MAX_DIGEST_SIZE)
            .list(DueRecord::of);
    return due.stream()
        .filter(each -> Objects.equals(each.claimToken(), due.get(0).claimToken()))
        .toList();
  }

  private NewClaim newClaim() {
    Instant now = clock.now();
    return new NewClaim(UUID.randomUUID().toString(), now, now.plus(lease()));
  }

  private Duration lease() {
    return settings.get(NotificationSetting.OUTBOX_LEASE);
  }

  private long leaseEnd() {
    return System.nanoTime() + lease().toNanos();
  }

  /** Whether the record was claimed more often than {@code letterbox.outbox.max-attempts}. */
  public boolean exceedsMaxAttempts(OutboxRecord record) {
    return record.attempts() > settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS);
  }

  /**
   * Renews the lease.
   *
   * @return its new end, see {@link Claim#leaseEnd}
   */
  public long renew(Claim claim) {
    long leaseEnd = leaseEnd();
    Instant leaseExpiry = clock.now().plus(lease());
    execute(
        claim.records().size() == 1,
        () ->
            database
                .sql(RENEW)
                .bind("leaseExpiry", leaseExpiry)
                .bind("token", claim.token())
                .batch(claim.records(), (record, row) -> row.bind("id", record.id())));
    return leaseEnd;
  }

  /** Deletes delivered records. */
  public void complete(Claim claim, List<OutboxRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    List<OutboxRecord> lost = new ArrayList<>(records);
    lost.removeAll(
        execute(
            records.size() == 1,
            () ->
                database
                    .sql(DELETE)
                    .bind("token", claim.token())
                    .batch(records, (record, row) -> row.bind("id", record.id()))));
    if (!lost.isEmpty()) {
      logLost(lost);
    }
  }

  static void logLost(List<OutboxRecord> records) {
    LOG.info(() -> "Dropped or claimed again during delivery: " + records);
  }

  /** Gives records back that were not attempted; they are due now. */
  public void release(Claim claim, Collection<OutboxRecord> records) {
    Instant now = clock.now();
    release(claim, records, now, Optional.empty());
  }

  /** Gives records back that can't be delivered yet; they are due later. */
  public void postpone(Claim claim, Collection<OutboxRecord> records) {
    Instant recheckAt = clock.now().plus(RECHECK_INTERVAL);
    release(claim, records, recheckAt, Optional.of(recheckAt));
  }

  private void release(
      Claim claim,
      Collection<OutboxRecord> records,
      Instant nextAttemptAt,
      Optional<Instant> firstDueAt) {
    if (records.isEmpty()) {
      return;
    }
    execute(
        records.size() == 1,
        () ->
            database
                .sql(RELEASE)
                .bind("token", claim.token())
                .bind("nextAttemptAt", nextAttemptAt)
                .batch(
                    records,
                    (record, row) ->
                        row.bind("id", record.id())
                            .bind("firstDueAt", firstDueAt.orElse(record.firstDueAt()))));
  }

  /** Stores a failed attempt: the record is due again later, or dead. */
  public void fail(Claim claim, FailedAttempt attempt) {
    failTogether(claim, List.of(attempt));
  }

  /** Stores failed attempts of one digest, which stay together: all get the same next attempt. */
  public void failTogether(Claim claim, List<FailedAttempt> attempts) {
    Instant now = clock.now();
    FailedAttempt first = attempts.get(0);
    OutboxState state = retryPolicy.nextState(first, now);
    Instant nextAttemptAt = retryPolicy.nextAttempt(first, now);
    transactions.inNewTransaction(
        () ->
            database
                .sql(FAIL)
                .bind("token", claim.token())
                .bind("state", state)
                .bind("nextAttemptAt", nextAttemptAt)
                .batch(
                    attempts,
                    (attempt, row) ->
                        row.bind("id", attempt.record().id())
                            .bind("firstDueAt", attempt.firstDueAt())
                            .bind("error", attempt.error())
                            .bind("attempts", retryPolicy.countedAttempts(attempt))));
  }
}
