package dev.letterbox.webhook;

import dev.letterbox.api.ModerationStatus;
import dev.letterbox.api.notification.WebhookEvent;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.notification.MessageSnapshotLoader;
import dev.letterbox.outbox.ActiveBatches;
import dev.letterbox.outbox.BatchHandler;
import dev.letterbox.outbox.ClaimedBatch;
import dev.letterbox.outbox.OutageLog;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.outbox.RangeCheckpoints;
import dev.letterbox.outbox.StopSignal;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/**
 * Sends claimed records to their webhook, one after the other. The message is read for each record,
 * because a request may take long. Records that no longer match their message, and records of a
 * deleted webhook, are completed without a request.
 */
@ApplicationScoped
class WebhookBatchHandler implements BatchHandler {

  @EJB private Transactions transactions;
  @Inject private ActiveBatches activeBatches;
  @Inject private OutboxRepository outbox;
  @Inject private RangeCheckpoints checkpoints;
  @Inject private MessageSnapshotLoader snapshotLoader;
  @Inject private WebhookRegistry webhooks;
  @Inject private WebhookSender webhookSender;
  @Inject private OutageLog outageLog;

  @Override
  public boolean handle(
      NotificationChannel channel, OutboxRepository.Claim claim, StopSignal stopping) {
    ClaimedBatch batch = new ClaimedBatch(channel, claim, outbox, checkpoints, stopping);
    activeBatches.add(batch);
    try {
      for (Optional<OutboxRecord> record = batch.next();
          record.isPresent();
          record = batch.next()) {
        handle(record.get(), batch);
      }
    } finally {
      activeBatches.remove(batch);
      batch.finish();
    }
    return !batch.isUnavailable();
  }

  private void handle(OutboxRecord record, ClaimedBatch batch) {
    batch.deliverToOne(
        record,
        Optional.empty(),
        () -> {
          endpoint(record).ifPresent(endpoint -> send(record, endpoint));
          return Optional.empty();
        });
  }

  private void send(OutboxRecord record, WebhookEndpoint endpoint) {
    if (!endpoint.webhook().active()) {
      throw DeliveryFailedException.channelUnavailable("The webhook was switched off", null);
    }
    payload(record)
        .ifPresent(
            payload ->
                outageLog.deliverLogged(
                    record.channel(),
                    () -> webhookSender.deliver(endpoint, deliveryId(record), payload)));
  }

  private Optional<WebhookEndpoint> endpoint(OutboxRecord record) {
    return webhooks.all().stream()
        .filter(endpoint -> WebhookRegistry.channelName(endpoint.id()).equals(record.channel()))
        .findFirst();
  }

  /** The payload as of now; empty when the message no longer matches the record. */
  private Optional<byte[]> payload(OutboxRecord record) {
    WebhookEvent event = record.trigger().event();
    if (event == WebhookEvent.MESSAGE_READ) {
      return Optional.of(WebhookPayload.ofMessagesRead(record));
    }
    ModerationStatus status =
        event == WebhookEvent.MESSAGE_SENT ? ModerationStatus.ACCEPTED : ModerationStatus.REJECTED;
    return transactions
        .inNewTransaction(() -> snapshotLoader.load(Set.of(record.messageId())))
        .values()
        .stream()
        .filter(message -> message.status() == status)
        .map(message -> WebhookPayload.ofMessage(record, message))
        .findFirst();
  }

  /** Unique to the record even if the database starts its ids again. */
  private static String deliveryId(OutboxRecord record) {
    long micros = ChronoUnit.MICROS.between(Instant.EPOCH, record.createdAt());
    return record.id() + "-" + Long.toString(micros, Character.MAX_RADIX);
  }
}
