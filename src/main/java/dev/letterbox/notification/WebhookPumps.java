package dev.letterbox.notification;

import dev.letterbox.api.WebhookEvent;
import dev.letterbox.api.WebhookService;
import dev.letterbox.shared.Names;
import dev.letterbox.webhook.Receiver;
import dev.letterbox.webhook.Webhooks;
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
 * One pump for each webhook, on threads that no channel needs, and enough of them for all: so none
 * waits for another.
 */
@ApplicationScoped
@ManagedExecutorDefinition(
    name = Names.WEBHOOK_EXECUTOR,
    maxAsync = WebhookPumps.WORKERS * WebhookService.MOST)
public class WebhookPumps {

  static final int WORKERS = 2;

  private static final Pump.Size SIZE = new Pump.Size(WORKERS, 0, 10);

  @Resource(lookup = Names.WEBHOOK_EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private Webhooks webhooks;
  @Inject private Outbox outbox;
  @Inject private WebhookCourier courier;
  @Inject private Digests digests;
  @Inject private Rounds rounds;

  /** For so long a webhook that has gone may still get entries, of nodes that don't know yet. */
  private static final long LEFT_NANOS = Duration.ofMinutes(5).toNanos();

  private final Map<Long, Kept> pumps = new ConcurrentHashMap<>();

  /** A pump, and when its webhook was there last. */
  private static final class Kept {

    private final Pump pump;
    private volatile long knownAt;

    Kept(Pump pump) {
      this.pump = pump;
      this.knownAt = System.nanoTime();
    }

    boolean isLeft() {
      return System.nanoTime() - knownAt > LEFT_NANOS;
    }
  }

  private volatile boolean stopping;

  /** There may be something to do; not for a webhook that is off. */
  void callAll() {
    Set<Long> off = new HashSet<>();
    for (Receiver receiver : webhooks.all()) {
      kept(receiver).knownAt = System.nanoTime();
      if (!receiver.webhook().active()) {
        off.add(receiver.id());
      }
    }
    pumps.values().removeIf(Kept::isLeft);
    pumps.forEach(
        (id, kept) -> {
          if (!off.contains(id)) {
            kept.pump.call();
          }
        });
  }

  /** Something has happened of which only those are told who want it. */
  void call(WebhookEvent event) {
    webhooks.all().stream()
        .filter(receiver -> receiver.wants(event))
        .forEach(receiver -> kept(receiver).pump.call());
  }

  private Kept kept(Receiver receiver) {
    return pumps.computeIfAbsent(receiver.id(), id -> new Kept(pump(id)));
  }

  private Pump pump(long id) {
    WebhookChannel channel = new WebhookChannel(Webhooks.channel(id));
    return new Pump(channel, SIZE, executor, outbox, courier, digests, rounds, () -> stopping);
  }

  /** As {@link Pumps#stop}. */
  void stop() {
    stopping = true;
  }
}
