package dev.letterbox.notification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.message.store.query.NotificationMessage;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.worker.ClaimedBatch;
import dev.letterbox.outbox.worker.DeliveryLog;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Delivers digests: the due notifications of one user together. */
@ApplicationScoped
class DigestDispatcher {

  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private BatchReader reader;

  /** When a notification that is created now is due; empty for immediately. */
  Optional<Instant> nextDigestTime(DigestFrequency frequency) {
    OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
    return switch (frequency) {
      case IMMEDIATE -> Optional.empty();
      case HOUR -> Optional.of(now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant());
      case DAY -> Optional.of(nextDailyDigest(now, settings.get(NotificationSetting.DIGEST_TIME)));
    };
  }

  static Instant nextDailyDigest(OffsetDateTime now, LocalTime time) {
    OffsetDateTime today = now.toLocalDate().atTime(time).atOffset(ZoneOffset.UTC);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** A notification, and the record that it completes. */
  private record DigestEntry(OutboxRecord record, Notification notification) {

    long messageId() {
      return record.messageId();
    }

    /** Empty without one. */
    Optional<String> address() {
      return Optional.ofNullable(notification.address());
    }
  }

  void deliver(NotificationChannel channel, ClaimedBatch batch) {
    batch.deliverTogether(() -> prepare(channel, batch));
  }

  /** Records whose message is suspended are postponed, and not part of the digest. */
  private ClaimedBatch.PreparedDigest prepare(NotificationChannel channel, ClaimedBatch batch) {
    BatchReader.BatchContext context = reader.readDigest(channel, batch.records());
    List<OutboxRecord> records = new ArrayList<>();
    List<OutboxRecord> suspended = new ArrayList<>();
    List<DigestEntry> entries = new ArrayList<>();
    for (OutboxRecord record : batch.records()) {
      NotificationMessage message = context.messages().get(record.messageId());
      boolean isSuspended = message != null && DeliveryRules.isSuspended(message, record);
      (isSuspended ? suspended : records).add(record);
      if (message != null && DeliveryRules.isDeliverable(message, record)) {
        reader
            .notificationOf(record, message, context)
            .ifPresent(notification -> entries.add(new DigestEntry(record, notification)));
      }
    }
    batch.postpone(suspended);
    return new ClaimedBatch.PreparedDigest(
        records,
        entries.isEmpty() ? Optional.empty() : Optional.of(() -> deliver(channel, entries)));
  }

  /** Newest first, one digest for each address; a single notification is delivered as such. */
  private static void deliver(NotificationChannel channel, List<DigestEntry> entries) {
    Map<Optional<String>, List<DigestEntry>> byAddress =
        entries.stream()
            .sorted(Comparator.comparingLong(DigestEntry::messageId).reversed())
            .collect(groupingBy(DigestEntry::address, LinkedHashMap::new, toList()));
    try (NotificationChannel.Batch deliveries = channel.openBatch()) {
      for (List<DigestEntry> sameAddress : byAddress.values()) {
        if (sameAddress.size() == 1) {
          deliveries.deliver(sameAddress.get(0).notification());
        } else {
          deliveries.deliver(sameAddress.stream().map(DigestEntry::notification).toList());
        }
        sameAddress.forEach(
            entry -> DeliveryLog.logDelivered(entry.record(), entry.notification().id()));
      }
    }
  }
}
