package dev.letterbox.outbox.worker;

import dev.letterbox.outbox.ClaimRepository;
import dev.letterbox.outbox.RangeRepository;
import dev.letterbox.outbox.RecordsAppended;
import dev.letterbox.shared.LoggingRunnable;
import dev.letterbox.shared.jdbc.Database;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Logger;

/** The worker pools of all channels, which it wakes up. */
@ApplicationScoped
public class OutboxDispatcher {

  private static final Logger LOG = Logger.getLogger(OutboxDispatcher.class.getName());

  @Inject @Any private Instance<BatchHandler> handlerBeans;
  @Inject private ClaimRepository claims;
  @Inject private RangeRepository ranges;
  @Inject private DeliveryLog deliveryLog;
  @Inject private Database database;

  private final Map<String, WorkerPool> pools = new ConcurrentHashMap<>();
  private final Set<BatchHandler> refreshing = ConcurrentHashMap.newKeySet();
  private List<BatchHandler> handlers;
  private volatile boolean stopping;

  @PostConstruct
  void loadHandlers() {
    handlers = handlerBeans.stream().toList();
  }

  /** Reads what other nodes may have changed. */
  void refresh() {
    handlers.forEach(this::refresh);
  }

  /**
   * Wakes up the workers of channels that have records or digests to claim, and removes the pools
   * of former channels. Refreshes the handlers: in the same round trip where statements are sent
   * together, elsewhere by other threads, because a refresh may wait for a lock.
   */
  void poll() {
    Set<String> channels = updatePools();
    List<Runnable> refreshes = new ArrayList<>();
    List<String> due =
        database.sendTogether(
            () -> {
              if (database.dialect().sendsTogether()) {
                handlers.forEach(handler -> refreshes.add(handler.refreshLater()));
              } else {
                handlers.forEach(this::refreshInBackground);
              }
              return claims.findDue(channels);
            });
    due.forEach(channel -> wakeUp(channel, WorkerPool::poll));
    refreshes.forEach(Runnable::run);
  }

  private void refreshInBackground(BatchHandler handler) {
    if (refreshing.add(handler)) {
      Runnable refresh = new LoggingRunnable(() -> refresh(handler), LOG, "A refresh failed");
      handler.executor().execute(refresh);
    }
  }

  private void refresh(BatchHandler handler) {
    try {
      handler.refreshLater().run();
    } finally {
      refreshing.remove(handler);
    }
  }

  /** Returns the current channels. */
  private Set<String> updatePools() {
    Set<String> channels = new HashSet<>();
    for (BatchHandler handler : handlers) {
      for (String channel : handler.channels()) {
        channels.add(channel);
        pools.computeIfAbsent(channel, name -> newPool(name, handler));
      }
    }
    for (String channel : pools.keySet()) {
      if (!channels.contains(channel)) {
        pools.computeIfPresent(channel, (name, pool) -> pool.isIdle() ? null : pool);
      }
    }
    return channels;
  }

  private WorkerPool newPool(String channel, BatchHandler handler) {
    return new WorkerPool(channel, handler, () -> stopping, claims, ranges, deliveryLog);
  }

  private void wakeUp(String channel, Consumer<WorkerPool> wakeUp) {
    pools.computeIfPresent(
        channel,
        (name, pool) -> {
          wakeUp.accept(pool);
          return pool;
        });
  }

  /** A channel without a pool as yet gets one when it is polled. */
  void onRecordsAppended(@Observes(during = TransactionPhase.AFTER_SUCCESS) RecordsAppended event) {
    event.channels().forEach(channel -> wakeUp(channel, WorkerPool::wakeUp));
  }

  void renewLeases() {
    pools.values().forEach(WorkerPool::renewLeases);
  }

  void handOverSlow() {
    pools.values().forEach(WorkerPool::handOverSlow);
  }

  /** Whether no worker is running. */
  boolean isIdle() {
    return pools.values().stream().allMatch(WorkerPool::isIdle);
  }

  /** Workers release records that they have not begun, and end. */
  void stop() {
    stopping = true;
    pools.values().forEach(WorkerPool::endWaitingWorkers);
  }
}
