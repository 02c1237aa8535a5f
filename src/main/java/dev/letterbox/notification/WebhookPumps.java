package dev.letterbox.notification;

import dev.letterbox.api.WebhookService;
import dev.letterbox.shared.Names;
import dev.letterbox.webhook.Receiver;
import dev.letterbox.webhook.Webhooks;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
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

  /** Also of those that are not there any more: something may have been written meanwhile. */
  private final Map<Long, Pump> pumps = new ConcurrentHashMap<>();

  private volatile boolean stopping;

  /** There may be something to do; not for a webhook that is off. */
  void callAll() {
    for (Receiver receiver : webhooks.all()) {
      pumps.computeIfAbsent(receiver.id(), this::pump);
    }
    pumps.forEach(
        (id, pump) -> {
          if (webhooks.find(id).map(receiver -> receiver.webhook().active()).orElse(true)) {
            pump.call();
          }
        });
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
