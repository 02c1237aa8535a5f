package dev.letterbox.notification;

import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.notification.BatchReader.BatchContext;
import dev.letterbox.notification.BatchReader.RangeContext;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.worker.BatchHandler;
import dev.letterbox.outbox.worker.ClaimedBatch;
import dev.letterbox.outbox.worker.ClaimedRange;
import dev.letterbox.outbox.worker.PreparedDelivery;
import dev.letterbox.outbox.worker.WorkerPool;
import dev.letterbox.shared.JndiNames;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Delivers notifications on the channels, one after the other, or as digests. */
@ApplicationScoped
@ManagedExecutorDefinition(name = JndiNames.OUTBOX_EXECUTOR, maxAsync = 100)
public class NotificationBatchHandler implements BatchHandler {

  private static final Logger LOG = Logger.getLogger(NotificationBatchHandler.class.getName());

  private static final WorkerPool.PoolSize POOL_SIZE = new WorkerPool.PoolSize(4, 16, 50);

  @Resource(lookup = JndiNames.OUTBOX_EXECUTOR)
  private ManagedExecutorService executor;

  @Inject private ChannelRegistry channels;
  @Inject private BatchReader reader;
  @Inject private NotificationFactory notificationFactory;
  @Inject private DigestDispatcher digests;

  @Override
  public Collection<String> channels() {
    return channels.enabled();
  }

  @Override
  public boolean supportsDigests(String channel) {
    return channels.get(channel).supportsDigests();
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
  public void handle(ClaimedBatch batch) {
    NotificationChannel channel = channels.get(batch.channel());
    if (batch.isDigest()) {
      digests.deliver(channel, batch);
    } else {
      deliverEach(channel, batch);
    }
  }

  private void deliverEach(NotificationChannel channel, ClaimedBatch batch) {
    Optional<BatchContext> batchContext = tryRead(channel, batch.records());
    try (NotificationChannel.Batch deliveries = channel.openBatch()) {
      RecordDelivery delivery = new RecordDelivery(channel, deliveries, batch);
      for (Optional<OutboxRecord> next = batch.next(); next.isPresent(); next = batch.next()) {
        OutboxRecord record = next.get();
        if (batchContext.filter(BatchContext::isStale).isPresent()) {
          batchContext = tryRead(channel, batch.remaining(record));
        }
        delivery.deliver(record, batchContext);
      }
    }
  }

  /** Empty after a failure: then each record is read alone, so that one failure stays alone. */
  private Optional<BatchContext> tryRead(NotificationChannel channel, List<OutboxRecord> records) {
    try {
      return Optional.of(reader.read(channel, records));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, e, () -> "Could not read the data for " + records);
      return Optional.empty();
    }
  }

  /** Delivers records of a batch. */
  private final class RecordDelivery {

    private final NotificationChannel channel;
    private final NotificationChannel.Batch deliveries;
    private final ClaimedBatch batch;

    RecordDelivery(
        NotificationChannel channel, NotificationChannel.Batch deliveries, ClaimedBatch batch) {
      this.channel = channel;
      this.deliveries = deliveries;
      this.batch = batch;
    }

    void deliver(OutboxRecord record, Optional<BatchContext> batchContext) {
      try {
        deliver(record, batchContext.orElseGet(() -> reader.read(channel, List.of(record))));
      } catch (RuntimeException e) {
        batch.fail(record, e);
      }
    }

    private void deliver(OutboxRecord record, BatchContext context) {
      NotificationMessage message = context.messages().get(record.messageId());
      if (message != null && DeliveryRules.isSuspended(message, record)) {
        batch.postpone(List.of(record));
      } else if (message == null || !DeliveryRules.isDeliverable(message, record)) {
        batch.complete(record);
      } else if (record.isRange()) {
        deliverRange(batch.beginRange(record));
      } else {
        Optional<Instant> digestTime =
            digests.nextDigestTime(context.recipients().digestFrequency(record.recipient()));
        batch.deliverToOne(
            record, () -> prepare(reader.notificationOf(record, message, context), digestTime));
      }
    }

    private PreparedDelivery prepare(
        Optional<Notification> notification, Optional<Instant> digestTime) {
      return notification
          .map(
              built ->
                  digestTime
                      .map(PreparedDelivery::inDigest)
                      .orElseGet(
                          () ->
                              PreparedDelivery.immediate(
                                  built.id(), () -> deliveries.deliver(built))))
          .orElseGet(PreparedDelivery::none);
    }

    private void deliverRange(ClaimedRange range) {
      String lastRecipient = range.record().rangeStart();
      boolean atEnd = false;
      while (!atEnd) {
        Optional<RangeContext> next = reader.readRange(channel, range.record(), lastRecipient);
        if (next.isEmpty()) {
          break;
        }
        RangeContext context = next.get();
        for (String recipient : context.names()) {
          if (!range.deliver(recipient, () -> prepare(recipient, range.record(), context))) {
            return;
          }
          lastRecipient = recipient;
          if (context.isStale()) {
            break;
          }
        }
        atEnd = context.isLast(lastRecipient);
      }
      range.complete();
    }

    private PreparedDelivery prepare(String recipient, OutboxRecord range, RangeContext context) {
      return prepare(
          notificationFactory.forUser(
              range, context.message(), context.body(), recipient, context.recipients()),
          digests.nextDigestTime(context.recipients().digestFrequency(recipient)));
    }
  }
}
