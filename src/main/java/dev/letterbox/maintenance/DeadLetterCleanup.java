package dev.letterbox.maintenance;

import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Deletes dead records of the outbox after {@code letterbox.outbox.keep-dead-days}. */
@ApplicationScoped
class DeadLetterCleanup {

  private static final int BATCH_SIZE = 1000;

  @Inject private OutboxRepository outbox;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private TransactionBatches batches;

  /** The number of deleted records. A batch that conflicts with other transactions is skipped. */
  long deleteExpired() {
    Duration retention = settings.get(NotificationSetting.OUTBOX_DEAD_RETENTION);
    if (retention.isZero()) {
      return 0;
    }
    Instant cutoff = clock.now().minus(retention);
    long total = 0;
    Optional<Integer> deleted;
    do {
      deleted = batches.inNewTransaction(() -> outbox.deleteDead(cutoff, BATCH_SIZE));
      total += deleted.orElse(0);
    } while (deleted.orElse(0) == BATCH_SIZE);
    return total;
  }
}
