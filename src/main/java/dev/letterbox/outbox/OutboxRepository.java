package dev.letterbox.outbox;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.Transactions;
import dev.letterbox.webhook.WebhookTrigger;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.logging.Logger;

/**
 * Keeps entries until they are done. Whoever claims some puts their next attempt off for as long as
 * his lease, and his mark on them: while he lives he renews the lease, and when it has run out
 * anybody may claim them; what he says of them afterwards is not heard any more.
 */
@ApplicationScoped
public class OutboxRepository {

  private static final Logger LOG = Logger.getLogger(OutboxRepository.class.getName());

  private static final String INSERT =
      """
      insert into lb_notification (message_id, label, channel, recipient, range_start,
        range_end, event, event_data, state, attempts, created_at, first_due_at,
        next_attempt_at, last_error)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """;

  static final String COLUMNS =
      "id, message_id, label, channel, recipient, range_start, range_end, event, event_data,"
          + " attempts, created_at, first_due_at";
  private static final String CLAIM =
      """
      with due as materialized (
        select id as due_id from lb_notification
        where state = 'PENDING' and channel = ? and next_attempt_at <= ?
        order by next_attempt_at fetch first ? rows only for update skip locked)
      update lb_notification
      set claim_token = ?, next_attempt_at = ?, attempts = attempts + 1
      from due where id = due_id
      returning\s"""
          + COLUMNS;

  private static final String DUE_ON_DERBY =
      "select "
          + COLUMNS
          + ", next_attempt_at from lb_notification --DERBY-PROPERTIES index=LB_NOTIFICATION_DUE\n"
          + " where state = 'PENDING' and channel = ? and next_attempt_at <= ?"
          + " fetch first ? rows only";
  private static final String CLAIM_ON_DERBY =
      """
      update lb_notification set claim_token = ?, next_attempt_at = ?, attempts = attempts + 1
      where id = ? and state = 'PENDING' and next_attempt_at = ?
      """;

  private static final String RENEW =
      "update lb_notification set next_attempt_at = ? where id = ? and claim_token = ?";
  private static final String COMPLETE =
      "delete from lb_notification where id = ? and claim_token = ?";
  private static final String RELEASE =
      """
      update lb_notification
      set claim_token = null, next_attempt_at = ?, first_due_at = ?, attempts = attempts - 1
      where id = ? and claim_token = ?
      """;
  private static final String FAIL =
      """
      update lb_notification
      set claim_token = null, state = ?, next_attempt_at = ?, first_due_at = ?, last_error = ?,
        attempts = ?
      where id = ? and claim_token = ?
      """;

  /** How late what waits for something else may be told. */
  private static final Duration RECHECK_INTERVAL = Duration.ofSeconds(30);

  @EJB private Transactions transactions;
  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private RetryPolicy retryPolicy;

  /** An entry, and for when it waited. */
  record DueRecord(OutboxRecord record, Instant nextAttemptAt) {}

  /**
   * Entries that one worker has claimed.
   *
   * @param leaseEnd when others may have them, unless they are renewed, by {@code
   *     System.nanoTime()}
   */
  public record Claim(String claimToken, List<OutboxRecord> records, long leaseEnd) {}

  /** Stores new entries, in the transaction under way. */
  public void append(Collection<OutboxRecord> records) {
    sql.batch(
        INSERT,
        records.stream()
            .map(
                record ->
                    insertParameters(
                        record, "PENDING", record.firstDueAt(), record.createdAt(), null))
            .toList());
  }

  private static Object[] insertParameters(
      OutboxRecord record, String state, Instant firstDueAt, Instant nextAttemptAt, String error) {
    WebhookTrigger trigger = record.trigger();
    return new Object[] {
      record.messageId() == 0 ? null : record.messageId(),
      record.type() == null ? null : record.type().name(),
      record.channel(),
      record.recipient(),
      record.rangeStart(),
      record.rangeEnd(),
      trigger == null ? null : trigger.event().name(),
      trigger == null ? null : trigger.eventData(),
      state,
      record.attempts(),
      record.createdAt(),
      firstDueAt,
      nextAttemptAt,
      error
    };
  }

  /** Claims what is due on a channel, the longest waiting first. */
  Claim claim(String channel, int batchSize) {
    String claimToken = UUID.randomUUID().toString();
    long leaseEnd = leaseEnd();
    Instant now = clock.now();
    return new Claim(
        claimToken,
        transactions.inNewTransaction(
            () ->
                sql.isDerby()
                    ? claimOnDerby(channel, batchSize, claimToken, now)
                    : sql
                        .query(
                            CLAIM,
                            OutboxRepository::toRecord,
                            channel,
                            now,
                            batchSize,
                            claimToken,
                            leaseExpiry(now))
                        .stream()
                        .sorted(Comparator.comparingLong(OutboxRecord::id))
                        .toList()),
        leaseEnd);
  }

  /** Whoever else wants the same gets those that are left. */
  private List<OutboxRecord> claimOnDerby(
      String channel, int batchSize, String claimToken, Instant now) {
    List<DueRecord> dueRecords =
        sql.query(DUE_ON_DERBY, OutboxRepository::toDueRecord, channel, now, batchSize);
    return claimIndividually(CLAIM_ON_DERBY, dueRecords, claimToken, now);
  }

  /** Claims those that nobody else has claimed since they were read. */
  List<OutboxRecord> claimIndividually(
      String statement, List<DueRecord> dueRecords, String claimToken, Instant now) {
    int[] updateCounts =
        sql.batch(
            statement,
            dueRecords.stream()
                .map(
                    dueRecord ->
                        new Object[] {
                          claimToken,
                          leaseExpiry(now),
                          dueRecord.record().id(),
                          dueRecord.nextAttemptAt()
                        })
                .toList());
    List<OutboxRecord> records = new ArrayList<>();
    for (int i = 0; i < updateCounts.length; i++) {
      if (updateCounts[i] > 0) {
        records.add(dueRecords.get(i).record().afterClaim());
      }
    }
    return records;
  }

  static DueRecord toDueRecord(ResultSet row) throws SQLException {
    return new DueRecord(toRecord(row), SqlRunner.instant(row, "next_attempt_at"));
  }

  private static OutboxRecord toRecord(ResultSet row) throws SQLException {
    String type = row.getString("label");
    String event = row.getString("event");
    return new OutboxRecord(
        row.getLong("id"),
        row.getLong("message_id"),
        type == null ? null : NotificationType.valueOf(type),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("range_start"),
        row.getString("range_end"),
        row.getInt("attempts"),
        SqlRunner.instant(row, "created_at"),
        SqlRunner.instant(row, "first_due_at"),
        event == null
            ? null
            : new WebhookTrigger(WebhookEvent.valueOf(event), row.getString("event_data")));
  }

  Instant leaseExpiry(Instant now) {
    return now.plusSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS));
  }

  /** Whether an entry has been claimed more often than it may be tried. */
  public boolean exceedsMaxAttempts(OutboxRecord record) {
    return record.attempts() > settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS);
  }

  /** The end of such an entry. */
  public DeliveryFailedException workerLost() {
    String error = "Whoever tried it did not come back, or not in time";
    return DeliveryFailedException.permanentFailure(error, null);
  }

  /** When what is claimed now may be claimed by others, by {@code System.nanoTime()}. */
  long leaseEnd() {
    return System.nanoTime()
        + Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS)).toNanos();
  }

  /**
   * Goes on holding entries.
   *
   * @return see {@link Claim#leaseEnd}
   */
  long renew(String claimToken, Collection<OutboxRecord> records) {
    long leaseEnd = leaseEnd();
    Instant leaseExpiry = leaseExpiry(clock.now());
    updateEach(RENEW, records, record -> new Object[] {leaseExpiry, record.id(), claimToken});
    return leaseEnd;
  }

  /** These have been told. */
  public void complete(String claimToken, Collection<OutboxRecord> records) {
    long notOwned =
        updateEach(COMPLETE, records, record -> new Object[] {record.id(), claimToken}).stream()
            .filter(updatedRows -> updatedRows == 0)
            .count();
    if (notOwned > 0) {
      LOG.info(() -> notOwned + " notifications were told that others may tell, or have dropped");
    }
  }

  /** These have not been tried; anybody may do it. */
  void release(String claimToken, Collection<OutboxRecord> records) {
    Instant now = clock.now();
    updateEach(
        RELEASE,
        records,
        record -> new Object[] {now, record.firstDueAt(), record.id(), claimToken});
  }

  /** These can't be tried yet; anybody may look again. */
  public void postpone(String claimToken, Collection<OutboxRecord> records) {
    Instant recheckAt = clock.now().plus(RECHECK_INTERVAL);
    updateEach(
        RELEASE, records, record -> new Object[] {recheckAt, recheckAt, record.id(), claimToken});
  }

  /** How many rows each change changed. */
  private List<Integer> updateEach(
      String statement,
      Collection<OutboxRecord> records,
      Function<OutboxRecord, Object[]> parameters) {
    if (records.isEmpty()) {
      return List.of();
    }
    List<Object[]> rows = records.stream().map(parameters).toList();
    return transactions.inNewTransaction(
        () -> Arrays.stream(sql.batch(statement, rows)).boxed().toList());
  }

  /**
   * Stores what becomes of some who could not be told with others, in the transaction under way.
   */
  void appendFailed(Collection<FailedAttempt> failures, Instant now) {
    sql.batch(INSERT, failures.stream().map(attempt -> insertParameters(attempt, now)).toList());
  }

  private Object[] insertParameters(FailedAttempt attempt, Instant now) {
    return insertParameters(
        attempt.record(),
        retryPolicy.nextState(attempt, now),
        attempt.firstDueAt(),
        retryPolicy.nextAttempt(attempt, now),
        attempt.error());
  }

  /** Did not work: it waits for its next attempt, or is dead. */
  void fail(String claimToken, FailedAttempt attempt) {
    failAll(claimToken, List.of(attempt));
  }

  /** None of these worked, and all share one fate, so that they stay together. */
  public void failAll(String claimToken, List<FailedAttempt> failures) {
    Instant now = clock.now();
    String state = retryPolicy.nextState(failures.get(0), now);
    Instant next = retryPolicy.nextAttempt(failures.get(0), now);
    List<Object[]> rows = new ArrayList<>();
    failures.forEach(
        attempt ->
            rows.add(
                new Object[] {
                  state,
                  next,
                  attempt.firstDueAt(),
                  attempt.error(),
                  retryPolicy.countedAttempts(attempt),
                  attempt.record().id(),
                  claimToken
                }));
    transactions.inNewTransaction(() -> sql.batch(FAIL, rows));
  }
}
