package dev.letterbox.maintenance;

import dev.letterbox.api.maintenance.CheckupReport;
import dev.letterbox.api.maintenance.CleanupReport;
import dev.letterbox.api.maintenance.MaintenanceService;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
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
import java.time.LocalTime;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Runs cleanup and checkup once a day. The timers of all nodes expire at about the same time; the
 * first node that claims the task runs it.
 */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DailyMaintenanceTimer {

  private static final Logger LOG = Logger.getLogger(DailyMaintenanceTimer.class.getName());

  @Resource private TimerService timers;
  @EJB private MaintenanceService maintenance;
  @Inject private Settings settings;
  @Inject private TaskRepository taskRepository;
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

  /** Runs the task, unless a node has started it within the last 12 hours. Logs failures. */
  @Timeout
  public void run() {
    try {
      if (batches.inNewTransaction(taskRepository::claimDaily).orElse(false)) {
        CleanupReport cleanup = maintenance.cleanUp();
        CheckupReport checkup = maintenance.checkUp();
        LOG.log(
            checkup.isClean() ? Level.INFO : Level.WARNING,
            () -> ReportFormatter.summary(cleanup) + " " + ReportFormatter.summary(checkup));
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Cleanup and checkup failed; they run again tomorrow");
    }
  }
}
