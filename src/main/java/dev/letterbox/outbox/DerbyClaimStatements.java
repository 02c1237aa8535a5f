package dev.letterbox.outbox;

import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.shared.jdbc.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Claims on Derby, which can't skip locked rows: due records are read in the order of the index and
 * claimed one by one, unless another worker has claimed them meanwhile.
 */
final class DerbyClaimStatements extends ClaimStatements {

  private static final String SELECT_DUE =
      """
      select %s, claim_token, next_attempt_at from lb_notification {index lb_notification_due}
      where state = 'PENDING' and channel = :channel and next_attempt_at <= :now
      fetch first :limit rows only
      """
          .formatted(RECORD_COLUMNS);
  private static final String NEXT_DIGEST_RECIPIENT =
      """
      select recipient from lb_notification {index lb_notification_due}
      where state = 'BUFFERED_FOR_DIGEST' and channel = :channel and next_attempt_at <= :now
      fetch first 1 rows only
      """;

  DerbyClaimStatements(Database database) {
    super(database);
  }

  @Override
  List<String> findDue(Collection<String> channels, Instant now) {
    return List.copyOf(channels);
  }

  @Override
  List<ClaimedRecord> claim(String channel, int limit, NewClaim claim) {
    List<DueRecord> due =
        database
            .sql(SELECT_DUE)
            .bind("channel", channel)
            .bind("now", claim.now())
            .bind("limit", limit)
            .list(DueRecord::of);
    return claimEach(due, OutboxState.PENDING, claim);
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
