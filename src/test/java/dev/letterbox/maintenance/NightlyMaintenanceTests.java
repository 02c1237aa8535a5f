package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.shared.Sql;
import dev.letterbox.testing.AtOnce;
import dev.letterbox.testing.Services;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Once a night, on one node. */
public interface NightlyMaintenanceTests extends Services {

  NightlyMaintenance nightly();

  @AfterEach
  default void releaseClockOfNights() {
    if (isInServer()) {
      clock().release();
      sql().update("update lb_task set started_at = ?", Instant.EPOCH);
    }
  }

  private Instant lastStart() {
    return sql()
        .query(
            "select started_at from lb_task where name = 'nightly'",
            row -> Sql.instant(row, "started_at"))
        .get(0);
  }

  @Test
  default void one_of_many_nodes_does_it_and_one_the_next_night() throws Exception {
    Instant night = Instant.parse("2001-02-03T03:30:00Z");
    clock().set(night);
    AtOnce.times(
        3,
        () -> {
          nightly().run();
          return null;
        });
    assertEquals(night, lastStart());
    clock().tick(Duration.ofHours(11));
    nightly().run();
    assertEquals(night, lastStart(), "that is no other night");
    clock().tick(Duration.ofHours(13));
    nightly().run();
    assertEquals(night.plus(Duration.ofHours(24)), lastStart());
  }
}
