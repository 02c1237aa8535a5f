package dev.letterbox.notification;

import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Unfailing;
import dev.letterbox.webhook.Webhooks;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;

/**
 * Has the outbox looked at every second: for what is to be tried again, what another node left
 * behind, what nobody was called for, and where webhooks lead by now. Keeps the leases of this node
 * alive as well.
 */
@Singleton
@Startup
@DependsOn("Startup")
@TransactionManagement(TransactionManagementType.BEAN)
public class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class.getName());

  private static final long WATCH_MILLIS = 1_000;
  private static final long RENEWALS_IN_A_LEASE = 4;
  private static final long PATIENCE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long TICK_NANOS = Duration.ofMillis(50).toNanos();

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private Pumps pumps;
  @Inject private Rounds rounds;
  @Inject private Webhooks webhooks;
  @Inject private Settings settings;

  private final List<Future<?>> schedules = new ArrayList<>();

  @PostConstruct
  void start() {
    webhooks.refresh();
    Duration lease = Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS));
    each(lease.toMillis() / RENEWALS_IN_A_LEASE, rounds::renew);
    each(WATCH_MILLIS, rounds::watch);
    each(WATCH_MILLIS, webhooks::refresh);
    each(WATCH_MILLIS, pumps::callAll);
  }

  private void each(long millis, Runnable work) {
    schedules.add(
        scheduler.scheduleWithFixedDelay(
            new Unfailing(work, LOG, "The outbox could not be looked at"),
            millis,
            millis,
            TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void stop() {
    pumps.stop();
    long begun = System.nanoTime();
    while (!rounds.isEmpty() && System.nanoTime() - begun < PATIENCE_NANOS) {
      LockSupport.parkNanos(TICK_NANOS); // what workers have told they still say
    }
    schedules.forEach(schedule -> schedule.cancel(false));
  }
}
