package dev.letterbox.maintenance;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;

/** Rows of {@code lb_task}, by which one node of several runs a task. */
@ApplicationScoped
class TaskRepository {

  /** Longer than clocks of nodes differ, and shorter than a day. */
  private static final Duration CLAIM_WINDOW = Duration.ofHours(12);

  private static final String CLAIM =
      """
      update lb_task set started_at = :now
      where name = 'nightly' and started_at <= :latest
      """;

  @Inject private Database database;
  @Inject private Clock clock;

  /** Claims the daily task; false if a node has started it within the last 12 hours. */
  boolean claimDaily() {
    Instant now = clock.now();
    return database.sql(CLAIM).bind("now", now).bind("latest", now.minus(CLAIM_WINDOW)).update()
        > 0;
  }
}
