package dev.letterbox.outbox;

import dev.letterbox.notification.ChannelRegistry;
import dev.letterbox.notification.DigestDispatcher;
import dev.letterbox.notification.NotificationBatchHandler;
import dev.letterbox.shared.JndiNames;
import dev.letterbox.webhook.WebhookDispatcher;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** One pump for each channel and each webhook, on threads of their own. */
@ApplicationScoped
@ManagedExecutorDefinition(name = JndiNames.OUTBOX_EXECUTOR, maxAsync = 100)
public class OutboxDispatcher {

  private static final ChannelWorkers.PoolSize POOL_SIZE = new ChannelWorkers.PoolSize(4, 16, 50);

  @Resource(lookup = JndiNames.OUTBOX_EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private ChannelRegistry channels;
  @Inject private OutboxRepository outbox;
  @Inject private NotificationBatchHandler batchHandler;
  @Inject private DigestDispatcher digestDispatcher;
  @Inject private ActiveBatches activeBatches;
  @Inject private WebhookDispatcher webhookDispatcher;

  private List<ChannelWorkers> channelWorkers;
  private volatile boolean stopping;

  @PostConstruct
  void createWorkers() {
    channelWorkers =
        channels.enabled().stream()
            .map(
                channel ->
                    new ChannelWorkers(
                        channel,
                        POOL_SIZE,
                        executor,
                        outbox,
                        batchHandler,
                        digestDispatcher,
                        activeBatches,
                        () -> stopping))
            .toList();
  }

  /** There may be something to do. */
  void wakeUpAll() {
    channelWorkers.forEach(ChannelWorkers::wakeUp);
    webhookDispatcher.wakeUpAll();
  }

  /** Workers leave what they have not begun to others, and go. */
  void stop() {
    stopping = true;
    webhookDispatcher.stop();
  }
}
