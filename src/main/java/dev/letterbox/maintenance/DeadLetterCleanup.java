package dev.letterbox.maintenance;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes what could not be told, when no administrator has cared for it for long enough. */
@ApplicationScoped
class DeadLetterCleanup {

  private static final int BATCH_SIZE = 1000;

  /** What is dead waits from its last attempt on, or up to an hour and a half longer. */
  private static final String DELETE =
      """
      delete from lb_notification
      where state = 'DEAD' and id in (
        select id from lb_notification
        where state = 'DEAD' and next_attempt_at <= ? fetch first ? rows only)
      """;

  @Inject private SqlRunner sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private TransactionBatches batches;

  /** How many are gone now. What others are busy with is left for the next time. */
  long deleteExpired() {
    int days = settings.get(NotificationSetting.OUTBOX_KEEP_DEAD_DAYS);
    if (days == 0) {
      return 0;
    }
    Instant cutoff = clock.now().minus(Duration.ofDays(days));
    long total = 0;
    Optional<Integer> deleted;
    do {
      deleted = batches.inNewTransaction(() -> sql.update(DELETE, cutoff, BATCH_SIZE));
      total += deleted.orElse(0);
    } while (deleted.orElse(0) == BATCH_SIZE);
    return total;
  }
}
