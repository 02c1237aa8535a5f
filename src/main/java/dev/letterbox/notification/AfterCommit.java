package dev.letterbox.notification;

import dev.letterbox.api.event.MessageRead;
import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.message.Posted;
import dev.letterbox.shared.Names;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands events over from the thread that committed to a managed one. The only place that fires
 * asynchronously: inside a transaction an asynchronous event would arrive before the commit, and
 * after a rollback all the same.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = Names.EXECUTOR, maxAsync = 4)
public class AfterCommit {

  private static final Logger LOG = Logger.getLogger(AfterCommit.class.getName());

  @Resource(lookup = Names.EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private Event<Object> committed;

  void posted(@Observes(during = TransactionPhase.AFTER_SUCCESS) Posted event) {
    handOver(event);
  }

  void sent(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent event) {
    handOver(event);
  }

  void rejected(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRejected event) {
    handOver(event);
  }

  void read(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRead event) {
    handOver(event);
  }

  private void handOver(Object event) {
    committed
        .fireAsync(event, NotificationOptions.ofExecutor(executor))
        .whenComplete((done, failure) -> logFailure(event, failure));
  }

  /** Nobody waits for the observers, so nobody else would tell. */
  private static void logFailure(Object event, Throwable failure) {
    if (failure != null) {
      LOG.log(Level.WARNING, failure, () -> "Not everybody was told of " + event);
    }
  }
}
