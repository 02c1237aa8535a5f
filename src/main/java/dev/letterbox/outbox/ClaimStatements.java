package dev.letterbox.outbox;

import static java.util.Comparator.comparingLong;

import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.shared.jdbc.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The statements of claims, which differ between databases; to be used inside a transaction, but
 * for a {@link #claim} that takes one statement.
 */
abstract class ClaimStatements {

  /** The columns that {@link #toRecord} reads. */
  static final String RECORD_COLUMNS =
      "id, message_id, label, channel, recipient, range_start, range_end, event, event_data,"
          + " attempts, created_at, first_due_at";

  private static final String CLAIM_UNCHANGED =
      """
      update lb_notification
      set claim_token = :token, next_attempt_at = :leaseExpiry, attempts = attempts + 1
      where id = :id and state = :state and next_attempt_at = :nextAttemptAt
      """;

  final Database database;

  ClaimStatements(Database database) {
    this.database = database;
  }

  static ClaimStatements of(Database database) {
    return database
        .dialect()
        .choose(
            () -> new DerbyClaimStatements(database),
            () -> new PostgresqlClaimStatements(database));
  }

  /** A claim that is being made. */
  record NewClaim(String token, Instant now, Instant leaseExpiry) {}

  /**
   * A record that can be claimed.
   *
   * @param claimToken token of a lost claim; null without one
   */
  record DueRecord(OutboxRecord record, String claimToken, Instant nextAttemptAt) {

    static DueRecord of(ResultSet row) throws SQLException {
      return new DueRecord(
          toRecord(row), row.getString("claim_token"), Database.instant(row, "next_attempt_at"));
    }
  }

  /**
   * A record that was claimed.
   *
   * @param lost whether a former claim of it was lost
   */
  record ClaimedRecord(OutboxRecord record, boolean lost) {}

  /**
   * The channels that have records or digests to claim, out of these; may contain others of these
   * where the database is in this process.
   */
  abstract List<String> findDue(Collection<String> channels, Instant now);

  /** Claims pending records that are due on a channel, the longest waiting first. */
  abstract List<ClaimedRecord> claim(String channel, int limit, NewClaim claim);

  /** A user whose digest is due on a channel, and is not being claimed by another worker. */
  abstract Optional<String> nextDigestRecipient(String channel, Instant now);

  /** Claims those records that were not changed since they were read, in the order of their ids. */
  List<ClaimedRecord> claimEach(Collection<DueRecord> found, OutboxState state, NewClaim claim) {
    List<DueRecord> due = found.stream().sorted(comparingLong(each -> each.record().id())).toList();
    return database
        .sql(CLAIM_UNCHANGED)
        .bind("token", claim.token())
        .bind("leaseExpiry", claim.leaseExpiry())
        .bind("state", state)
        .batch(
            due,
            (each, row) ->
                row.bind("id", each.record().id()).bind("nextAttemptAt", each.nextAttemptAt()))
        .stream()
        .map(each -> new ClaimedRecord(each.record().afterClaim(), each.claimToken() != null))
        .toList();
  }

  static OutboxRecord toRecord(ResultSet row) throws SQLException {
    String type = row.getString("label");
    String event = row.getString("event");
    return new OutboxRecord(
        row.getLong("id"),
        row.getLong("message_id"),
        type == null ? null : NotificationType.valueOf(type),
        event == null ? null : MessageEventType.valueOf(event),
        row.getString("event_data"),
        row.getString("channel"),
        row.getString("recipient"),
        row.getString("range_start"),
        row.getString("range_end"),
        row.getInt("attempts"),
        Database.instant(row, "created_at"),
        Database.instant(row, "first_due_at"));
  }
}
