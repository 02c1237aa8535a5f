package dev.letterbox.outbox;

import dev.letterbox.shared.LoggingRunnable;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.webhook.WebhookRegistry;
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
@DependsOn("ApplicationStartup")
@TransactionManagement(TransactionManagementType.BEAN)
public class OutboxPoller {

  private static final Logger LOG = Logger.getLogger(OutboxPoller.class.getName());

  private static final long POLL_INTERVAL_MILLIS = 1_000;
  private static final long RENEWALS_PER_LEASE = 4;
  private static final long SHUTDOWN_TIMEOUT_NANOS = Duration.ofSeconds(5).toNanos();
  private static final long SHUTDOWN_CHECK_NANOS = Duration.ofMillis(50).toNanos();

  @Resource private ManagedScheduledExecutorService scheduler;
  @Inject private OutboxDispatcher dispatcher;
  @Inject private ActiveBatches activeBatches;
  @Inject private WebhookRegistry webhooks;
  @Inject private Settings settings;

  private final List<Future<?>> schedules = new ArrayList<>();

  @PostConstruct
  void start() {
    webhooks.refresh();
    Duration lease = Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_LEASE_SECONDS));
    schedule(lease.toMillis() / RENEWALS_PER_LEASE, activeBatches::renewLeases);
    schedule(POLL_INTERVAL_MILLIS, activeBatches::handOverSlow);
    schedule(POLL_INTERVAL_MILLIS, webhooks::refresh);
    schedule(POLL_INTERVAL_MILLIS, dispatcher::wakeUpAll);
  }

  private void schedule(long intervalMillis, Runnable task) {
    schedules.add(
        scheduler.scheduleWithFixedDelay(
            new LoggingRunnable(task, LOG, "The outbox could not be looked at"),
            intervalMillis,
            intervalMillis,
            TimeUnit.MILLISECONDS));
  }

  @PreDestroy
  void stop() {
    dispatcher.stop();
    long startedAt = System.nanoTime();
    while (!activeBatches.isEmpty() && System.nanoTime() - startedAt < SHUTDOWN_TIMEOUT_NANOS) {
      LockSupport.parkNanos(SHUTDOWN_CHECK_NANOS); // what workers have told they still say
    }
    schedules.forEach(schedule -> schedule.cancel(false));
  }
}
