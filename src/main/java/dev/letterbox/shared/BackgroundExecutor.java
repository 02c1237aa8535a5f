package dev.letterbox.shared;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A few managed threads for short tasks of all open event streams. A task must not block. */
@ApplicationScoped
@ManagedScheduledExecutorDefinition(name = JndiNames.BACKGROUND_EXECUTOR, maxAsync = 3)
public class BackgroundExecutor {

  private static final Logger LOG = Logger.getLogger(BackgroundExecutor.class.getName());

  @Resource(lookup = JndiNames.BACKGROUND_EXECUTOR)
  private ManagedScheduledExecutorService executor;

  /**
   * Runs a task after a delay, without a transaction, unless the server stops before. A failure is
   * logged.
   */
  public void schedule(Duration delay, Runnable task) {
    try {
      Future<?> unused =
          executor.schedule(
              new LoggingRunnable(task, LOG, "A background task has failed"),
              delay.toNanos(),
              TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.log(Level.FINE, "The server stops", e);
    }
  }
}
