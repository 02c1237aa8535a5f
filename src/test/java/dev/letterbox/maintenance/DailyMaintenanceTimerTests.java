package dev.letterbox.maintenance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.testing.support.ConcurrentRun;
import dev.letterbox.testing.support.InServerTestBase;
import dev.letterbox.testing.support.SqlRunner;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The daily task runs once, on one node. */
@Tag("once")
class DailyMaintenanceTimerTests extends InServerTestBase {

  @AfterEach
  void resetClockAndTask() {
    if (isInServer()) {
      clock().reset();
      sql().update("update lb_task set started_at = ?", Instant.EPOCH);
    }
  }

  private Instant lastStart() {
    return sql()
        .query(
            "select started_at from lb_task where name = 'nightly'",
            row -> SqlRunner.instant(row, "started_at"))
        .get(0);
  }

  @Test
  void one_node_runs_the_maintenance_each_night() throws Exception {
    Instant night = Instant.parse("2001-02-03T03:30:00Z");
    clock().set(night);
    ConcurrentRun.repeat(
        3,
        () -> {
          dailyMaintenanceTimer().run();
          return null;
        });
    assertEquals(night, lastStart());
    clock().advance(Duration.ofHours(11));
    dailyMaintenanceTimer().run();
    assertEquals(night, lastStart(), "the same night");
    clock().advance(Duration.ofHours(13));
    dailyMaintenanceTimer().run();
    assertEquals(night.plus(Duration.ofHours(24)), lastStart());
  }
}
