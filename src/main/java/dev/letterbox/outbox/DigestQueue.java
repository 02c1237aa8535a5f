package dev.letterbox.outbox;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.SqlRunner;
import dev.letterbox.shared.jdbc.Transactions;
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
public class DigestQueue {

  /** So many are told together at most; the others come right after. */
  private static final int MAX_DIGEST_SIZE = 200;

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
  private static final String SELECT_DUE =
      "select claim_token, "
          + OutboxRepository.COLUMNS
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
  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private OutboxRepository outbox;

  /** An entry, and who has claimed it; null for nobody. */
  private record ClaimableRecord(String claimToken, OutboxRepository.DueRecord dueRecord) {}

  /**
   * What one user is to be told together now; empty when nobody's time has come. What was claimed
   * together by somebody who did not come back stays together and alone: it may have been told, and
   * the same things have the same id.
   */
  public Optional<OutboxRepository.Claim> claim(String channel) {
    String claimToken = UUID.randomUUID().toString();
    long leaseEnd = outbox.leaseEnd();
    Instant now = clock.now();
    return transactions.inNewTransaction(
        () ->
            nextRecipient(channel, now)
                .map(
                    recipient ->
                        new OutboxRepository.Claim(
                            claimToken,
                            outbox.claimIndividually(
                                CLAIM, dueRecords(recipient, channel, now), claimToken, now),
                            leaseEnd)));
  }

  private Optional<String> nextRecipient(String channel, Instant now) {
    SqlRunner.RowMapper<String> recipientMapper = row -> row.getString("recipient");
    return (sql.isDerby()
            ? sql.query(DUE_RECIPIENT_ON_DERBY, recipientMapper, channel, now)
            : sql.query(DUE_RECIPIENT, recipientMapper, channel, now, now))
        .stream().findFirst();
  }

  private List<OutboxRepository.DueRecord> dueRecords(
      String recipient, String channel, Instant now) {
    List<ClaimableRecord> claimable =
        sql.query(
            SELECT_DUE,
            row ->
                new ClaimableRecord(
                    row.getString("claim_token"), OutboxRepository.toDueRecord(row)),
            recipient,
            channel,
            now,
            MAX_DIGEST_SIZE);
    return claimable.stream()
        .filter(each -> Objects.equals(each.claimToken(), claimable.get(0).claimToken()))
        .map(ClaimableRecord::dueRecord)
        .toList();
  }
}
