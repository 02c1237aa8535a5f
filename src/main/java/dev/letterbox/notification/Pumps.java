package dev.letterbox.notification;

import dev.letterbox.shared.Names;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** One pump for each channel and each webhook, on threads of their own. */
@ApplicationScoped
@ManagedExecutorDefinition(name = Names.OUTBOX_EXECUTOR, maxAsync = 100)
public class Pumps {

  private static final Pump.Size SIZE = new Pump.Size(4, 16, 50);

  @Resource(lookup = Names.OUTBOX_EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private Channels channels;
  @Inject private Outbox outbox;
  @Inject private Courier courier;
  @Inject private Digests digests;
  @Inject private Rounds rounds;
  @Inject private WebhookPumps webhookPumps;

  private List<Pump> pumps;
  private volatile boolean stopping;

  @PostConstruct
  void prepare() {
    pumps =
        channels.open().stream()
            .map(
                channel ->
                    new Pump(
                        channel, SIZE, executor, outbox, courier, digests, rounds, () -> stopping))
            .toList();
  }

  /** There may be something to do. */
  void callAll() {
    pumps.forEach(Pump::call);
    webhookPumps.callAll();
  }

  /** Workers leave what they have not begun to others, and go. */
  void stop() {
    stopping = true;
    webhookPumps.stop();
  }
}
