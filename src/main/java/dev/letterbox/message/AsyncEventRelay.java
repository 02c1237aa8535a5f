package dev.letterbox.message;

import dev.letterbox.api.event.MessageRejected;
import dev.letterbox.api.event.MessageSent;
import dev.letterbox.api.event.MessagesRead;
import dev.letterbox.shared.JndiNames;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Relays events of the api to the asynchronous observers of applications, after the commit and on a
 * managed thread. The only place that does so: fired inside a transaction, an asynchronous event
 * arrives before the commit, and even after a rollback.
 */
@ApplicationScoped
@ManagedExecutorDefinition(name = JndiNames.EXECUTOR, maxAsync = 4)
public class AsyncEventRelay {

  private static final Logger LOG = Logger.getLogger(AsyncEventRelay.class.getName());

  @Resource(lookup = JndiNames.EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private Event<Object> asyncEvents;
  @Inject private BeanManager beanManager;

  /** Whether an event type has asynchronous observers, which is known since the deployment. */
  private final Map<Class<?>, Boolean> observed = new ConcurrentHashMap<>();

  void onMessageSent(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageSent event) {
    relay(event);
  }

  void onMessageRejected(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageRejected event) {
    relay(event);
  }

  void onMessagesRead(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessagesRead event) {
    relay(event);
  }

  private void relay(Object event) {
    if (!observed.computeIfAbsent(event.getClass(), type -> hasAsyncObservers(event))) {
      return;
    }
    asyncEvents
        .fireAsync(event, NotificationOptions.ofExecutor(executor))
        .whenComplete((done, failure) -> logFailure(event, failure));
  }

  private boolean hasAsyncObservers(Object event) {
    return beanManager.resolveObserverMethods(event).stream().anyMatch(ObserverMethod::isAsync);
  }

  private static void logFailure(Object event, Throwable failure) {
    if (failure != null) {
      LOG.log(Level.WARNING, failure, () -> "An asynchronous listener failed for " + event);
    }
  }
}
