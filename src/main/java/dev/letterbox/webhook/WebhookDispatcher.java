package dev.letterbox.webhook;

import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.notification.DigestDispatcher;
import dev.letterbox.outbox.ActiveBatches;
import dev.letterbox.outbox.ChannelWorkers;
import dev.letterbox.outbox.OutboxDispatcher;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.shared.JndiNames;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Workers for each webhook, on an executor of their own with threads for all of them, so that no
 * webhook delays another or a channel.
 */
@ApplicationScoped
@ManagedExecutorDefinition(
    name = JndiNames.WEBHOOK_EXECUTOR,
    maxAsync = WebhookDispatcher.WORKERS_PER_WEBHOOK * WebhookService.MAX_WEBHOOKS)
public class WebhookDispatcher {

  static final int WORKERS_PER_WEBHOOK = 2;

  private static final ChannelWorkers.PoolSize POOL_SIZE =
      new ChannelWorkers.PoolSize(WORKERS_PER_WEBHOOK, 0, 10);

  @Resource(lookup = JndiNames.WEBHOOK_EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private WebhookRegistry webhooks;
  @Inject private OutboxRepository outbox;
  @Inject private WebhookBatchHandler batchHandler;
  @Inject private DigestDispatcher digestDispatcher;
  @Inject private ActiveBatches activeBatches;

  /** Other nodes may append records for a deleted webhook until they refresh their registry. */
  private static final long REMOVED_WEBHOOK_GRACE_NANOS = Duration.ofMinutes(5).toNanos();

  private final Map<Long, CachedWorkers> workersById = new ConcurrentHashMap<>();

  /** Workers, and when their webhook was last in the registry. */
  private static final class CachedWorkers {

    private final ChannelWorkers workers;
    private volatile long lastSeenAt;

    CachedWorkers(ChannelWorkers workers) {
      this.workers = workers;
      this.lastSeenAt = System.nanoTime();
    }

    boolean isExpired() {
      return System.nanoTime() - lastSeenAt > REMOVED_WEBHOOK_GRACE_NANOS;
    }
  }

  private volatile boolean stopping;

  /** Wakes up the workers of all webhooks but inactive ones. */
  public void wakeUpAll() {
    Set<Long> disabled = new HashSet<>();
    for (WebhookEndpoint endpoint : webhooks.all()) {
      cachedWorkers(endpoint).lastSeenAt = System.nanoTime();
      if (!endpoint.webhook().active()) {
        disabled.add(endpoint.id());
      }
    }
    workersById.values().removeIf(CachedWorkers::isExpired);
    workersById.forEach(
        (id, cached) -> {
          if (!disabled.contains(id)) {
            cached.workers.wakeUp();
          }
        });
  }

  /** Wakes up the workers of the webhooks that are subscribed to an event. */
  public void wakeUp(WebhookEvent event) {
    webhooks.all().stream()
        .filter(endpoint -> endpoint.isSubscribedTo(event))
        .forEach(endpoint -> cachedWorkers(endpoint).workers.wakeUp());
  }

  private CachedWorkers cachedWorkers(WebhookEndpoint endpoint) {
    return workersById.computeIfAbsent(endpoint.id(), id -> new CachedWorkers(createWorkers(id)));
  }

  private ChannelWorkers createWorkers(long id) {
    WebhookChannel channel = new WebhookChannel(WebhookRegistry.channelName(id));
    return new ChannelWorkers(
        channel,
        POOL_SIZE,
        executor,
        outbox,
        batchHandler,
        digestDispatcher,
        activeBatches,
        () -> stopping);
  }

  /** As {@link OutboxDispatcher#stop}. */
  public void stop() {
    stopping = true;
  }
}
