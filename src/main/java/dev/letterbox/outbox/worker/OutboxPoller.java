package dev.letterbox.outbox.worker;

import dev.letterbox.shared.LoggingRunnable;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
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
 * Wakes up the workers of channels with due records once a second, for retries, expired leases of
 * other nodes, and wake-ups that were lost. Renews the leases of this node.
 */
@Singleton
@Startup
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxPoller {

  private static final Logger LOG = Logger.getLogger(OutboxPoller.class.getName());

  private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
  private static final int RENEWALS_PER_LEASE = 4;
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration SHUTDOWN_CHECK_INTERVAL = Duration.ofMillis(50);

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private OutboxDispatcher dispatcher;
  @Inject private Settings settings;

  private final List<Future<?>> schedules = new ArrayList<>();

  @PostConstruct
  void start() {
    dispatcher.refresh();
    Duration lease = settings.get(NotificationSetting.OUTBOX_LEASE);
    schedule(lease.dividedBy(RENEWALS_PER_LEASE), dispatcher::renewLeases);
    schedule(POLL_INTERVAL, dispatcher::handOverSlow);
    schedule(POLL_INTERVAL, dispatcher::poll);
  }

  private void schedule(Duration interval, Runnable task) {
    schedules.add(
        scheduler.scheduleWithFixedDelay(
            new LoggingRunnable(task, LOG, "A task of the outbox failed"),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS));
  }

  /** Waits for a while until workers have stored the results of their current deliveries. */
  @PreDestroy
  void stop() {
    dispatcher.stop();
    long startedAt = System.nanoTime();
    while (!dispatcher.isIdle() && System.nanoTime() - startedAt < SHUTDOWN_TIMEOUT.toNanos()) {
      LockSupport.parkNanos(SHUTDOWN_CHECK_INTERVAL.toNanos());
    }
    schedules.forEach(schedule -> schedule.cancel(false));
  }
}
