package dev.letterbox.outbox;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.OutboxEntry;
import dev.letterbox.api.notification.OutboxRequest;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.Parameters;
import dev.letterbox.shared.jdbc.SqlFragment;
import dev.letterbox.shared.jdbc.SqlStatement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Appends records, and reads and changes them outside of a claim; to be used inside a transaction.
 */
@ApplicationScoped
public class OutboxRepository {

  private static final String INSERT =
      """
      insert into lb_notification (message_id, label, channel, recipient, range_start, range_end,
        event, event_data, state, attempts, created_at, first_due_at, next_attempt_at, last_error)
      values (:message, :type, :channel, :recipient, :rangeStart, :rangeEnd,
        :event, :eventData, :state, :attempts, :createdAt, :firstDueAt, :nextAttemptAt, :error)
      """;

  private static final String SELECT_PAGE =
      """
      select id, message_id, label, event, channel, recipient, state, attempts, created_at,
        next_attempt_at, last_error
      from lb_notification where state = :state and id > :after
      """;
  private static final String EXISTS = "select 1 from lb_notification where id = :id";
  private static final String REPLAY_UNCLAIMED =
      """
      update lb_notification
      set state = 'PENDING', attempts = 0, first_due_at = :now, next_attempt_at = :now,
        claim_token = null
      where id = :id and (claim_token is null or next_attempt_at <= :now)
      """;
  private static final String DELETE = "delete from lb_notification where id = :id";
  private static final String DELETE_DEAD =
      "delete from lb_notification where id = :id and state = 'DEAD'";

  /** Number of records that are read and changed together. */
  private static final int CHUNK_SIZE = 1000;

  @Inject private Database database;
  @Inject private RetryPolicy retryPolicy;

  /** Appends new records, due since their creation (1 statement). */
  void append(Collection<OutboxRecord> records) {
    database
        .sql(INSERT)
        .bind("state", OutboxState.PENDING)
        .bind("error", null)
        .enqueueBatch(
            records,
            (record, row) ->
                bind(record, row)
                    .bind("firstDueAt", record.firstDueAt())
                    .bind("nextAttemptAt", record.createdAt()));
  }

  /** Appends separate records for recipients of a range whose delivery failed (1 statement). */
  void appendFailed(Collection<FailedAttempt> attempts, Instant now) {
    database
        .sql(INSERT)
        .batch(
            attempts,
            (attempt, row) ->
                bind(attempt.record(), row)
                    .bind("state", retryPolicy.nextState(attempt, now))
                    .bind("firstDueAt", attempt.firstDueAt())
                    .bind("nextAttemptAt", retryPolicy.nextAttempt(attempt, now))
                    .bind("error", attempt.error()));
  }

  private static Parameters bind(OutboxRecord record, Parameters row) {
    return row.bind("message", record.messageId() == 0 ? null : record.messageId())
        .bind("type", record.type())
        .bind("channel", record.channel())
        .bind("recipient", record.recipient())
        .bind("rangeStart", record.rangeStart())
        .bind("rangeEnd", record.rangeEnd())
        .bind("event", record.event())
        .bind("eventData", record.eventData())
        .bind("attempts", record.attempts())
        .bind("createdAt", record.createdAt());
  }

  /** At most {@code limit} entries after an id, in the order of their ids. */
  List<OutboxEntry> findPage(OutboxRequest request, long after, int limit) {
    SqlFragment query =
        SqlFragment.of(SELECT_PAGE).bind("state", request.state()).bind("after", after);
    SqlFragment filtered =
        request.channel() == null
            ? query
            : query.add(" and channel = :channel").bind("channel", request.channel());
    return database
        .sql(filtered.add(" order by id fetch first :limit rows only").bind("limit", limit))
        .list(OutboxRepository::toEntry);
  }

  private static OutboxEntry toEntry(ResultSet row) throws SQLException {
    String type = row.getString("label");
    String event = row.getString("event");
    return new OutboxEntry(
        row.getLong("id"),
        Database.longOrNull(row, "message_id"),
        type == null ? null : NotificationType.valueOf(type),
        event == null ? null : MessageEventType.valueOf(event),
        row.getString("channel"),
        row.getString("recipient"),
        OutboxState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Database.instant(row, "created_at"),
        Database.instant(row, "next_attempt_at"),
        row.getString("last_error"));
  }

  /** Makes a record due as if it were new; false when it is claimed, or does not exist. */
  boolean replay(long id, Instant now) {
    return database.sql(REPLAY_UNCLAIMED).bind("id", id).bind("now", now).update() > 0;
  }

  boolean exists(long id) {
    return database.sql(EXISTS).bind("id", id).exists();
  }

  /**
   * Makes records of a state due as if they were new; claimed ones stay.
   *
   * @param channel null for all channels
   * @return their number
   */
  public long replayAll(OutboxState state, String channel, Instant now) {
    SqlFragment all = SqlFragment.of("state = :state").bind("state", state);
    return changeEach(
        channel == null ? all : all.add(" and channel = :channel").bind("channel", channel),
        database.sql(REPLAY_UNCLAIMED).bind("now", now));
  }

  /** Deletes a record, claimed or not; false when none exists. */
  boolean delete(long id) {
    return database.sql(DELETE).bind("id", id).update() > 0;
  }

  /** Deletes all records of a channel, claimed or not. */
  public void deleteByChannel(String channel) {
    changeEach(SqlFragment.of("channel = :channel").bind("channel", channel), database.sql(DELETE));
  }

  /**
   * Deletes records that are dead since a time, and returns their number, at most {@code limit}.
   * Dead records keep the time of their last planned attempt, at most 90 minutes ahead.
   */
  public int deleteDead(Instant cutoff, int limit) {
    SqlFragment expired =
        SqlFragment.of("state = 'DEAD' and next_attempt_at <= :cutoff").bind("cutoff", cutoff);
    return change(findIds(expired, 0, limit), database.sql(DELETE_DEAD));
  }

  /** Executes a statement for each record that meets a condition, in the order of their ids. */
  private long changeEach(SqlFragment condition, SqlStatement statement) {
    long changed = 0;
    List<Long> ids = findIds(condition, 0, CHUNK_SIZE);
    while (!ids.isEmpty()) {
      changed += change(ids, statement);
      ids = findIds(condition, ids.get(ids.size() - 1), CHUNK_SIZE);
    }
    return changed;
  }

  /** The next records that meet a condition, read without locks. */
  private List<Long> findIds(SqlFragment condition, long after, int limit) {
    return database
        .sql(
            SqlFragment.of("select id from lb_notification where ")
                .add(condition)
                .add(" and id > :after order by id fetch first :limit rows only {unlocked}")
                .bind("after", after)
                .bind("limit", limit))
        .list(row -> row.getLong("id"));
  }

  private static int change(List<Long> ids, SqlStatement statement) {
    return statement.batch(ids, (id, row) -> row.bind("id", id)).size();
  }
}
