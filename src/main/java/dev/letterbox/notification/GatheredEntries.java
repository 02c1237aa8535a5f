package dev.letterbox.notification;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Entries of the outbox that wait until they are told together, to users who want that. Each waits
 * for the end of its hour or day; then all of a user that are due are claimed at once.
 */
@ApplicationScoped
class GatheredEntries {

  /** So many are told together at most; the others come right after. */
  private static final int TOGETHER = 200;

  /** The first entry of somebody whom nobody else is at: workers who come at once share them. */
  private static final String DUE_RECIPIENT =
      """
      select recipient from lb_notification own
      where state = 'BUFFERED_FOR_DIGEST' and channel = ? and next_attempt_at <= ?
        and not exists (
          select 1 from lb_notification other
          where other.recipient = own.recipient and other.state = own.state
            and other.channel = own.channel and other.next_attempt_at <= ? and other.id < own.id)
      order by next_attempt_at fetch first 1 rows only for update skip locked
      """;

  private static final String DUE_RECIPIENT_ON_DERBY =
      """
      select recipient from lb_notification --DERBY-PROPERTIES index=LB_NOTIFICATION_DUE
      where state = 'BUFFERED_FOR_DIGEST' and channel = ? and next_attempt_at <= ?
      fetch first 1 rows only
      """;

  /** First what one worker had claimed who did not come back. */
  private static final String DUE =
      "select claim_token, "
          + Outbox.COLUMNS
          + ", next_attempt_at"
          + " from lb_notification --DERBY-PROPERTIES index=LB_NOTIFICATION_RECIPIENT\n"
          + " where recipient = ? and state = 'BUFFERED_FOR_DIGEST' and channel = ? and next_attempt_at <= ?"
          + " order by claim_token, id fetch first ? rows only";

  private static final String CLAIM =
      """
      update lb_notification set claim_token = ?, next_attempt_at = ?, attempts = attempts + 1
      where id = ? and state = 'BUFFERED_FOR_DIGEST' and next_attempt_at = ?
      """;

  @EJB private Transactions transactions;
  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Outbox outbox;

  /** An entry, and who has claimed it; null for nobody. */
  private record Claimable(String mark, Outbox.Due due) {}

  /**
   * What one user is to be told together now; empty when nobody's time has come. What was claimed
   * together by somebody who did not come back stays together and alone: it may have been told, and
   * the same things have the same id.
   */
  Optional<Outbox.Claim> claim(String channel) {
    String mark = UUID.randomUUID().toString();
    long heldUntil = outbox.heldUntil();
    Instant now = clock.now();
    return transactions.begin(
        () ->
            recipient(channel, now)
                .map(
                    recipient ->
                        new Outbox.Claim(
                            mark,
                            outbox.claimOneByOne(CLAIM, due(recipient, channel, now), mark, now),
                            heldUntil)));
  }

  private Optional<String> recipient(String channel, Instant now) {
    Sql.RowMapper<String> name = row -> row.getString("recipient");
    return (sql.isDerby()
            ? sql.query(DUE_RECIPIENT_ON_DERBY, name, channel, now)
            : sql.query(DUE_RECIPIENT, name, channel, now, now))
        .stream().findFirst();
  }

  private List<Outbox.Due> due(String recipient, String channel, Instant now) {
    List<Claimable> all =
        sql.query(
            DUE,
            row -> new Claimable(row.getString("claim_token"), Outbox.due(row)),
            recipient,
            channel,
            now,
            TOGETHER);
    return all.stream()
        .filter(each -> Objects.equals(each.mark(), all.get(0).mark()))
        .map(Claimable::due)
        .toList();
  }
}
