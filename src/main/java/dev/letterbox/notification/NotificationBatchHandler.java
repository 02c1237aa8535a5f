package dev.letterbox.notification;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import dev.letterbox.api.notification.NotificationType;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.store.MessageRecipientQuery;
import dev.letterbox.notification.MessageSnapshotLoader.StoredMessage;
import dev.letterbox.outbox.ActiveBatches;
import dev.letterbox.outbox.BatchHandler;
import dev.letterbox.outbox.ClaimedBatch;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.outbox.RangeCheckpoints;
import dev.letterbox.outbox.StopSignal;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Delivers claimed records on their channel, one after the other. Messages, recipients and
 * preferences are read for the whole batch at once.
 */
@ApplicationScoped
public class NotificationBatchHandler implements BatchHandler {

  private static final Logger LOG = Logger.getLogger(NotificationBatchHandler.class.getName());

  /** Of a range. */
  private static final int RECIPIENTS_PER_READ = 100;

  @EJB private Transactions transactions;
  @Inject private OutboxRepository outbox;
  @Inject private RangeCheckpoints checkpoints;
  @Inject private ActiveBatches activeBatches;
  @Inject private MessageSnapshotLoader snapshotLoader;
  @Inject private NotificationFactory notificationFactory;
  @Inject private MessageRecipientQuery recipients;
  @Inject private DigestDispatcher digestDispatcher;

  /** The data read for a batch, and when it was read. */
  private record BatchContext(
      Map<Long, StoredMessage> messages,
      NotificationFactory.RecipientContext recipients,
      Freshness freshness) {}

  @Override
  public boolean handle(
      NotificationChannel channel, OutboxRepository.Claim claim, StopSignal stopping) {
    ClaimedBatch batch = new ClaimedBatch(channel, claim, outbox, checkpoints, stopping);
    activeBatches.add(batch);
    try {
      Optional<BatchContext> batchContext = tryReadBatch(channel, claim.records());
      for (Optional<OutboxRecord> record = batch.next();
          record.isPresent();
          record = batch.next()) {
        if (batchContext.filter(context -> !context.freshness().isFresh()).isPresent()) {
          batchContext = tryReadBatch(channel, batch.remaining(record.get()));
        }
        handle(record.get(), batchContext, batch);
      }
    } finally {
      activeBatches.remove(batch);
      batch.finish();
    }
    return !batch.isUnavailable();
  }

  /** Empty when reading fails: then each record is read alone, so that one failure stays alone. */
  private Optional<BatchContext> tryReadBatch(
      NotificationChannel channel, List<OutboxRecord> records) {
    try {
      return Optional.of(
          transactions.inNewTransaction(
              () -> readBatch(channel, records, snapshotLoader::loadWithInlineBodies)));
    } catch (RuntimeException e) {
      LOG.log(Level.FINE, e, () -> "Could not read the data for " + records);
      return Optional.empty();
    }
  }

  private void handle(
      OutboxRecord record, Optional<BatchContext> batchContext, ClaimedBatch batch) {
    try {
      BatchContext context =
          batchContext.isPresent()
              ? batchContext.get()
              : transactions.inNewTransaction(
                  () ->
                      readBatch(
                          batch.channel(), List.of(record), snapshotLoader::loadWithInlineBodies));
      handle(record, context, batch);
    } catch (RuntimeException e) {
      batch.fail(record, e);
    }
  }

  /** The records that a digest completes, and the notifications that are still to be delivered. */
  record DigestContent(List<OutboxRecord> records, List<Notification> notifications) {}

  /**
   * The notifications of one user's claimed records, with excerpts of bodies. Postpones records
   * whose message is suspended.
   */
  DigestContent digestContent(NotificationChannel channel, OutboxRepository.Claim claim) {
    BatchContext context =
        transactions.inNewTransaction(
            () -> readBatch(channel, claim.records(), snapshotLoader::loadWithExcerpts));
    List<OutboxRecord> records = new ArrayList<>();
    List<OutboxRecord> suspended = new ArrayList<>();
    List<Notification> notifications = new ArrayList<>();
    for (OutboxRecord record : claim.records()) {
      StoredMessage message = context.messages().get(record.messageId());
      boolean isSuspended = message != null && message.isSuspended(record);
      (isSuspended ? suspended : records).add(record);
      if (message != null && message.isDeliverable(record)) {
        notificationWithFullBody(record, message, context.recipients())
            .ifPresent(notifications::add);
      }
    }
    outbox.postpone(claim.claimToken(), suspended);
    return new DigestContent(records, notifications);
  }

  private BatchContext readBatch(
      NotificationChannel channel,
      List<OutboxRecord> records,
      Function<Collection<Long>, Map<Long, StoredMessage>> loader) {
    Freshness freshness = Freshness.start();
    Map<Long, StoredMessage> messages =
        loader.apply(records.stream().map(OutboxRecord::messageId).collect(toSet()));
    Map<NotificationType, Set<String>> recipientsByType = new EnumMap<>(NotificationType.class);
    for (OutboxRecord record : records) {
      StoredMessage message = messages.get(record.messageId());
      if (message != null && record.recipient() != null) {
        recipientsByType
            .computeIfAbsent(message.typeFor(record), type -> new TreeSet<>())
            .add(record.recipient());
      }
    }
    return new BatchContext(
        messages,
        notificationFactory.loadContext(recipientsByType, senders(messages), channel),
        freshness.finish());
  }

  private static Set<String> senders(Map<Long, StoredMessage> messages) {
    return messages.values().stream()
        .map(StoredMessage::sender)
        .filter(Objects::nonNull)
        .collect(toCollection(HashSet::new));
  }

  private void handle(OutboxRecord record, BatchContext context, ClaimedBatch batch) {
    StoredMessage message = context.messages().get(record.messageId());
    if (message != null && message.isSuspended(record)) {
      batch.postpone(record);
    } else if (message == null || !message.isDeliverable(record)) {
      batch.complete(record);
    } else if (record.isRange()) {
      batch.flush();
      handleRange(record, batch);
    } else {
      batch.deliverToOne(
          record,
          digestDispatcher.nextDigestTime(context.recipients().digestFrequency(record.recipient())),
          () -> notificationWithFullBody(record, message, context.recipients()));
    }
  }

  private Optional<Notification> notificationWithFullBody(
      OutboxRecord record, StoredMessage message, NotificationFactory.RecipientContext context) {
    return withFullBody(message).flatMap(complete -> notificationOf(record, complete, context));
  }

  private Optional<Notification> notificationOf(
      OutboxRecord record, StoredMessage message, NotificationFactory.RecipientContext context) {
    String visitor = message.visitorAddress(record);
    return visitor == null
        ? notificationFactory.forUser(record, message, record.recipient(), context)
        : Optional.of(notificationFactory.forVisitor(record, message, visitor, context));
  }

  private Optional<StoredMessage> withFullBody(StoredMessage message) {
    return message.body() == null
        ? transactions.inNewTransaction(() -> snapshotLoader.withFullBody(message))
        : Optional.of(message);
  }

  /** Reads the message again for each chunk, so that a withdrawal takes effect soon. */
  private void handleRange(OutboxRecord range, ClaimedBatch batch) {
    String lastRecipient = range.rangeStart();
    boolean hasMore = true;
    while (hasMore) {
      Freshness readStart = Freshness.start();
      String rangeStart = lastRecipient;
      Optional<StoredMessage> deliverable = deliverableMessage(range);
      if (deliverable.isEmpty()) {
        break;
      }
      List<String> chunk =
          transactions.inNewTransaction(
              () ->
                  recipients.nextAfter(
                      range.messageId(), rangeStart, range.rangeEnd(), RECIPIENTS_PER_READ));
      if (chunk.isEmpty()) {
        break;
      }
      StoredMessage message = deliverable.get();
      NotificationFactory.RecipientContext context = recipientContext(range, message, chunk, batch);
      Freshness freshness = readStart.finish();
      for (String recipient : chunk) {
        if (!batch.deliverInRange(
            range,
            recipient,
            digestDispatcher.nextDigestTime(context.digestFrequency(recipient)),
            () -> notificationFactory.forUser(range, message, recipient, context))) {
          return;
        }
        lastRecipient = recipient;
        if (!freshness.isFresh()) {
          break;
        }
      }
      hasMore = chunk.size() == RECIPIENTS_PER_READ || !freshness.isFresh();
    }
    batch.completeRange(range);
  }

  /** The message of a range as it is now; empty when it is no longer deliverable. */
  private Optional<StoredMessage> deliverableMessage(OutboxRecord range) {
    return snapshotLoader.load(Set.of(range.messageId())).values().stream()
        .filter(message -> message.isDeliverable(range))
        .findFirst()
        .flatMap(this::withFullBody);
  }

  private NotificationFactory.RecipientContext recipientContext(
      OutboxRecord range, StoredMessage message, List<String> recipientNames, ClaimedBatch batch) {
    Set<String> senders = message.sender() == null ? Set.of() : Set.of(message.sender());
    return transactions.inNewTransaction(
        () ->
            notificationFactory.loadContext(
                Map.of(message.typeFor(range), recipientNames), senders, batch.channel()));
  }
}
