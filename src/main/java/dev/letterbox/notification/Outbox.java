package dev.letterbox.notification;

import dev.letterbox.api.NotificationLabel;
import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.Transactions;
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
class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class.getName());

  private static final String ADD =
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
  private static final String DONE = "delete from lb_notification where id = ? and claim_token = ?";
  private static final String RELEASE =
      """
      update lb_notification
      set claim_token = null, next_attempt_at = ?, first_due_at = ?, attempts = attempts - 1
      where id = ? and claim_token = ?
      """;
  private static final String FAILED =
      """
      update lb_notification
      set claim_token = null, state = ?, next_attempt_at = ?, first_due_at = ?, last_error = ?,
        attempts = ?
      where id = ? and claim_token = ?
      """;

  /** How late what waits for something else may be told. */
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

  @EJB private Transactions transactions;
  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Retries retries;

  /** An entry, and for when it waited. */
  record Due(Entry entry, Instant nextAttemptAt) {}

  /**
   * Entries that one worker has claimed.
   *
   * @param heldUntil when others may have them, unless they are renewed, by {@code
   *     System.nanoTime()}
   */
  record Claim(String mark, List<Entry> entries, long heldUntil) {}

  /** Stores new entries, in the transaction under way. */
  void add(Collection<Entry> entries) {
    sql.batch(
        ADD,
        entries.stream()
            .map(entry -> row(entry, "PENDING", entry.waitingSince(), entry.createdAt(), null))
            .toList());
  }

  private static Object[] row(
      Entry entry, String state, Instant waitingSince, Instant nextAttemptAt, String error) {
    Happening happening = entry.happening();
    return new Object[] {
      entry.messageId() == 0 ? null : entry.messageId(),
      entry.label() == null ? null : entry.label().name(),
      entry.channel(),
      entry.recipient(),
      entry.after(),
      entry.last(),
      happening == null ? null : happening.event().name(),
      happening == null ? null : happening.details(),
      state,
      entry.attempts(),
      entry.createdAt(),
      waitingSince,
      nextAttemptAt,
      error
    };
  }

  /** Claims what is due on a channel, the longest waiting first. */
  Claim claim(String channel, int most) {
    String mark = UUID.randomUUID().toString();
    long heldUntil = heldUntil();
    Instant now = clock.now();
    return new Claim(
        mark,
        transactions.begin(
            () ->
                sql.isDerby()
                    ? claimOnDerby(channel, most, mark, now)
                    : sql
                        .query(CLAIM, Outbox::entry, channel, now, most, mark, leaseFrom(now))
                        .stream()
                        .sorted(Comparator.comparingLong(Entry::id))
                        .toList()),
        heldUntil);
  }

  /** Whoever else wants the same gets those that are left. */
  private List<Entry> claimOnDerby(String channel, int most, String mark, Instant now) {
    List<Due> due = sql.query(DUE_ON_DERBY, Outbox::due, channel, now, most);
    return claimOneByOne(CLAIM_ON_DERBY, due, mark, now);
  }

  /** Claims those that nobody else has claimed since they were read. */
  List<Entry> claimOneByOne(String statement, List<Due> due, String mark, Instant now) {
    int[] claimed =
        sql.batch(
            statement,
            due.stream()
                .map(
                    each ->
                        new Object[] {
                          mark, leaseFrom(now), each.entry().id(), each.nextAttemptAt()
                        })
                .toList());
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < claimed.length; i++) {
      if (claimed[i] > 0) {
        entries.add(due.get(i).entry().claimed());
      }
    }
    return entries;
  }

  static Due due(ResultSet row) throws SQLException {
    return new Due(entry(row), Sql.instant(row, "next_attempt_at"));
  }

  private static Entry entry(ResultSet row) throws SQLException {
    String label = row.getString("label");
    String event = row.getString("event");
    return new Entry(
        row.getLong("id"),
        row.getLong("message_id"),
        label == null ? null : NotificationLabel.valueOf(label),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("range_start"),
        row.getString("range_end"),
        row.getInt("attempts"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "first_due_at"),
        event == null
            ? null
            : new Happening(WebhookEvent.valueOf(event), row.getString("event_data")));
  }

  Instant leaseFrom(Instant now) {
    return now.plusSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS));
  }

  /** Whether an entry has been claimed more often than it may be tried. */
  boolean isTriedTooOften(Entry entry) {
    return entry.attempts() > settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS);
  }

  /** The end of such an entry. */
  DeliveryFailedException notComeBack() {
    String error = "Whoever tried it did not come back, or not in time";
    return DeliveryFailedException.permanent(error, null);
  }

  /** When what is claimed now may be claimed by others, by {@code System.nanoTime()}. */
  long heldUntil() {
    return System.nanoTime()
        + Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS)).toNanos();
  }

  /**
   * Goes on holding entries.
   *
   * @return see {@link Claim#heldUntil}
   */
  long renew(String mark, Collection<Entry> entries) {
    long heldUntil = heldUntil();
    Instant until = leaseFrom(clock.now());
    change(RENEW, entries, entry -> new Object[] {until, entry.id(), mark});
    return heldUntil;
  }

  /** These have been told. */
  void done(String mark, Collection<Entry> entries) {
    long late =
        change(DONE, entries, entry -> new Object[] {entry.id(), mark}).stream()
            .filter(changed -> changed == 0)
            .count();
    if (late > 0) {
      LOG.info(() -> late + " notifications were told that others may tell, or have dropped");
    }
  }

  /** These have not been tried; anybody may do it. */
  void release(String mark, Collection<Entry> entries) {
    Instant now = clock.now();
    change(RELEASE, entries, entry -> new Object[] {now, entry.waitingSince(), entry.id(), mark});
  }

  /** These can't be tried yet; anybody may look again. */
  void postpone(String mark, Collection<Entry> entries) {
    Instant later = clock.now().plus(LOOK_AGAIN);
    change(RELEASE, entries, entry -> new Object[] {later, later, entry.id(), mark});
  }

  /** How many rows each change changed. */
  private List<Integer> change(
      String statement, Collection<Entry> entries, Function<Entry, Object[]> parameters) {
    if (entries.isEmpty()) {
      return List.of();
    }
    List<Object[]> rows = entries.stream().map(parameters).toList();
    return transactions.begin(() -> Arrays.stream(sql.batch(statement, rows)).boxed().toList());
  }

  /**
   * Stores what becomes of some who could not be told with others, in the transaction under way.
   */
  void addFailed(Collection<Failed> failed, Instant now) {
    sql.batch(ADD, failed.stream().map(each -> row(each, now)).toList());
  }

  private Object[] row(Failed failed, Instant now) {
    return row(
        failed.entry(),
        retries.stateOf(failed, now),
        failed.waitingSince(),
        retries.nextAttempt(failed, now),
        failed.error());
  }

  /** Did not work: it waits for its next attempt, or is dead. */
  void failed(String mark, Failed failed) {
    failedTogether(mark, List.of(failed));
  }

  /** None of these worked, and all share one fate, so that they stay together. */
  void failedTogether(String mark, List<Failed> failed) {
    Instant now = clock.now();
    String state = retries.stateOf(failed.get(0), now);
    Instant next = retries.nextAttempt(failed.get(0), now);
    List<Object[]> rows = new ArrayList<>();
    failed.forEach(
        each ->
            rows.add(
                new Object[] {
                  state,
                  next,
                  each.waitingSince(),
                  each.error(),
                  retries.attempts(each),
                  each.entry().id(),
                  mark
                }));
    transactions.begin(() -> sql.batch(FAILED, rows));
  }
}
