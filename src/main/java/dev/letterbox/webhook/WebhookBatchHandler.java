package dev.letterbox.webhook;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.event.MessageEventType;
import dev.letterbox.api.notification.WebhookService;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.message.store.query.NotificationMessageQuery;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.worker.BatchHandler;
import dev.letterbox.outbox.worker.ClaimedBatch;
import dev.letterbox.outbox.worker.PreparedDelivery;
import dev.letterbox.outbox.worker.WorkerPool;
import dev.letterbox.shared.JndiNames;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Sends claimed records to their webhook, one after the other. The message is read for each record,
 * because a request may take long. Records that no longer match their message, and records of a
 * deleted webhook, are completed without a request.
 *
 * <p>The executor has threads for the workers of all webhooks, so that no webhook delays another,
 * or a channel.
 */
@ApplicationScoped
@ManagedExecutorDefinition(
    name = JndiNames.WEBHOOK_EXECUTOR,
    maxAsync = WebhookBatchHandler.WORKERS_PER_WEBHOOK * WebhookService.MAX_WEBHOOKS)
public class WebhookBatchHandler implements BatchHandler {

  static final int WORKERS_PER_WEBHOOK = 2;

  private static final WorkerPool.PoolSize POOL_SIZE =
      new WorkerPool.PoolSize(WORKERS_PER_WEBHOOK, 0, 10);

  /** Other nodes may append records for a deleted webhook until they refresh their registry. */
  private static final Duration DELETED_WEBHOOK_GRACE = Duration.ofMinutes(5);

  @Resource(lookup = JndiNames.WEBHOOK_EXECUTOR)
  private ManagedExecutorService executor;

  @EJB private Transactions transactions;
  @Inject private NotificationMessageQuery messageQuery;
  @Inject private WebhookRegistry webhooks;
  @Inject private WebhookSender webhookSender;

  /** When the webhook of a channel was last in the registry, by {@code System.nanoTime()}. */
  private final Map<String, Long> lastSeenAt = new ConcurrentHashMap<>();

  /** The active webhooks, and those that were deleted recently. */
  @Override
  public Collection<String> channels() {
    long now = System.nanoTime();
    for (WebhookEndpoint endpoint : webhooks.all()) {
      if (endpoint.webhook().active()) {
        lastSeenAt.put(endpoint.channel(), now);
      } else {
        lastSeenAt.remove(endpoint.channel());
      }
    }
    lastSeenAt.values().removeIf(seenAt -> now - seenAt > DELETED_WEBHOOK_GRACE.toNanos());
    return List.copyOf(lastSeenAt.keySet());
  }

  @Override
  public WorkerPool.PoolSize poolSize() {
    return POOL_SIZE;
  }

  @Override
  public Executor executor() {
    return executor;
  }

  @Override
  public Runnable refreshLater() {
    return webhooks.refreshLater();
  }

  @Override
  public void handle(ClaimedBatch batch) {
    for (Optional<OutboxRecord> next = batch.next(); next.isPresent(); next = batch.next()) {
      OutboxRecord record = next.get();
      batch.deliverToOne(record, () -> prepare(record));
    }
  }

  private PreparedDelivery prepare(OutboxRecord record) {
    Optional<WebhookEndpoint> found = webhooks.find(record.channel());
    if (found.isEmpty()) {
      return PreparedDelivery.none();
    }
    WebhookEndpoint endpoint = found.get();
    if (!endpoint.webhook().active()) {
      throw DeliveryFailedException.channelUnavailable("The webhook was disabled", null);
    }
    String id = deliveryId(record);
    return payload(record)
        .map(
            payload ->
                PreparedDelivery.immediate(id, () -> webhookSender.deliver(endpoint, id, payload)))
        .orElseGet(PreparedDelivery::none);
  }

  /** The payload as of now; empty when the message no longer matches the record. */
  private Optional<byte[]> payload(OutboxRecord record) {
    if (record.event() == MessageEventType.MESSAGE_READ) {
      return Optional.of(WebhookPayload.ofMessagesRead(record));
    }
    ModerationStatus status =
        record.event() == MessageEventType.MESSAGE_SENT
            ? ModerationStatus.ACCEPTED
            : ModerationStatus.REJECTED;
    return transactions
        .inNewTransaction(() -> messageQuery.findAll(List.of(record.messageId())))
        .values()
        .stream()
        .filter(message -> message.header().moderationStatus() == status)
        .map(message -> WebhookPayload.ofMessage(record, message))
        .findFirst();
  }

  /** Unique to the record even if the database starts its ids again. */
  private static String deliveryId(OutboxRecord record) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt());
    return record.id() + "-" + Long.toString(micros, Character.MAX_RADIX);
  }
}
