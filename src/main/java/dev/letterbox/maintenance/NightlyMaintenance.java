package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.SqlRunner;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Cleans up and checks up once a day. The clocks of all nodes strike at about the same time; the
 * first one that says so in the database does it, and the others leave it to that one.
 */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class NightlyMaintenance {

  private static final Logger LOG = Logger.getLogger(NightlyMaintenance.class.getName());

  /** Clocks differ by less, and no two times of a day are nearer. */
  private static final Duration CLAIM_WINDOW = Duration.ofHours(12);

  private static final String CLAIM =
      "update lb_task set started_at = ? where name = 'nightly' and started_at <= ?";

  @Resource private TimerService timers;
  @EJB private MaintenanceService maintenance;
  @Inject private Settings settings;
  @Inject private SqlRunner sql;
  @Inject private Clock clock;
  @Inject private TransactionBatches batches;

  @PostConstruct
  void schedule() {
    settings.get(Setting.MAINTENANCE_TIME).ifPresent(this::scheduleAt);
  }

  private void scheduleAt(LocalTime time) {
    ScheduleExpression daily =
        new ScheduleExpression()
            .hour(time.getHour())
            .minute(time.getMinute())
            .second(time.getSecond())
            .timezone("UTC");
    timers.createCalendarTimer(daily, new TimerConfig("Letterbox maintenance", false));
  }

  /** Does it now, unless another node has begun it within the last 12 hours. Never fails. */
  @Timeout
  public void run() {
    try {
      if (claim()) {
        CleanupReport cleanup = maintenance.cleanUp();
        CheckupReport checkup = maintenance.checkUp();
        LOG.log(
            checkup.isClean() ? Level.INFO : Level.WARNING,
            () -> ReportFormatter.summary(cleanup) + " " + ReportFormatter.summary(checkup));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Cleanup and checkup have failed, and are tried tomorrow");
    }
  }

  private boolean claim() {
    Instant now = clock.now();
    return batches.inNewTransaction(() -> sql.update(CLAIM, now, now.minus(CLAIM_WINDOW))).orElse(0)
        > 0;
  }
}
