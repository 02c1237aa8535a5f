package dev.letterbox.maintenance;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Removes what could not be told, when no administrator has cared for it for long enough. */
@ApplicationScoped
class DeadNotifications {

  private static final int TOGETHER = 1000;

  /** What is dead waits from its last attempt on, or up to an hour and a half longer. */
  private static final String REMOVE =
      """
      delete from lb_notification
      where state = 'DEAD' and id in (
        select id from lb_notification
        where state = 'DEAD' and next_attempt_at <= ? fetch first ? rows only)
      """;

  @Inject private Sql sql;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Batches batches;

  /** How many are gone now. What others are busy with is left for the next time. */
  long remove() {
    int days = settings.get(NotificationSetting.OUTBOX_KEEP_DEAD_DAYS);
    if (days == 0) {
      return 0;
    }
    Instant before = clock.now().minus(Duration.ofDays(days));
    long all = 0;
    Optional<Integer> some;
    do {
      some = batches.begin(() -> sql.update(REMOVE, before, TOGETHER));
      all += some.orElse(0);
    } while (some.orElse(0) == TOGETHER);
    return all;
  }
}
