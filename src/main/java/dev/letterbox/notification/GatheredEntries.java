package dev.letterbox.notification;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Sql;
import dev.letterbox.shared.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
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

  private static final String DUE_RECIPIENTS =
      """
      select recipient from lb_notification
      where state = 'GATHERED' and channel = ? and next_attempt_at <= ?
      order by next_attempt_at fetch first 1 rows only
      """;
  private static final String DUE =
      "select "
          + Outbox.COLUMNS
          + ", next_attempt_at from lb_notification"
          + " where recipient = ? and state = 'GATHERED' and channel = ? and next_attempt_at <= ?"
          + " order by id fetch first ? rows only";
  private static final String CLAIM =
      """
      update lb_notification set claim = ?, next_attempt_at = ?, attempts = attempts + 1
      where id = ? and state = 'GATHERED' and next_attempt_at = ?
      """;

  @EJB private Transactions transactions;
  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Outbox outbox;

  /** What one user is to be told together now; empty when nobody's time has come. */
  Optional<Outbox.Claim> claim(String channel) {
    String mark = UUID.randomUUID().toString();
    long heldUntil = outbox.heldUntil();
    Instant now = clock.now();
    return transactions.begin(
        () ->
            sql.query(DUE_RECIPIENTS, row -> row.getString("recipient"), channel, now).stream()
                .findFirst()
                .map(
                    recipient ->
                        new Outbox.Claim(
                            mark,
                            outbox.claimOneByOne(CLAIM, due(recipient, channel, now), mark, now),
                            heldUntil)));
  }

  private List<Outbox.Due> due(String recipient, String channel, Instant now) {
    return sql.query(DUE, Outbox::due, recipient, channel, now, TOGETHER);
  }
}
