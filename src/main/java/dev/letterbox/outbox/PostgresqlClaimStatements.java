package dev.letterbox.outbox;

import dev.letterbox.shared.jdbc.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Claims on PostgreSQL skip the rows that other workers have locked. */
final class PostgresqlClaimStatements extends ClaimStatements {

  private static final String CLAIM =
      """
      with due as materialized (
        select id as due_id, claim_token as former_token from lb_notification
        where state = 'PENDING' and channel = :channel and next_attempt_at <= :now
        order by next_attempt_at fetch first :limit rows only for update skip locked)
      update lb_notification
      set claim_token = :token, next_attempt_at = :leaseExpiry, attempts = attempts + 1
      from due where id = due_id
      returning %s, former_token
      """
          .formatted(RECORD_COLUMNS);

  private static final String FIND_DUE =
      """
      select name from unnest(:channels) as name
      where exists (
          select 1 from lb_notification
          where state = 'PENDING' and channel = name and next_attempt_at <= :now)
        or exists (
          select 1 from lb_notification
          where state = 'BUFFERED_FOR_DIGEST' and channel = name and next_attempt_at <= :now)
      """;

  /** Locks the first due record of a user, so that concurrent workers get different users. */
  private static final String NEXT_DIGEST_RECIPIENT =
      """
      select recipient from lb_notification own
      where state = 'BUFFERED_FOR_DIGEST' and channel = :channel and next_attempt_at <= :now
        and not exists (
          select 1 from lb_notification other
          where other.recipient = own.recipient and other.state = own.state
            and other.channel = own.channel and other.next_attempt_at <= :now
            and other.id < own.id)
      order by next_attempt_at fetch first 1 rows only for update skip locked
      """;

  PostgresqlClaimStatements(Database database) {
    super(database);
  }

  @Override
  List<String> findDue(Collection<String> channels, Instant now) {
    return database
        .sql(FIND_DUE)
        .bind("channels", channels.toArray(String[]::new))
        .bind("now", now)
        .list(row -> row.getString("name"));
  }

  @Override
  List<ClaimedRecord> claim(String channel, int limit, NewClaim claim) {
    return database
        .sql(CLAIM)
        .bind("channel", channel)
        .bind("now", claim.now())
        .bind("limit", limit)
        .bind("token", claim.token())
        .bind("leaseExpiry", claim.leaseExpiry())
        .list(row -> new ClaimedRecord(toRecord(row), row.getString("former_token") != null));
  }

  @Override
  Optional<String> nextDigestRecipient(String channel, Instant now) {
    return database
        .sql(NEXT_DIGEST_RECIPIENT)
        .bind("channel", channel)
        .bind("now", now)
        .first(row -> row.getString("recipient"));
  }
}
