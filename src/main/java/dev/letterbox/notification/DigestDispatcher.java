package dev.letterbox.notification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.letterbox.api.notification.DigestFrequency;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.outbox.ActiveBatches;
import dev.letterbox.outbox.ClaimedBatch;
import dev.letterbox.outbox.DigestQueue;
import dev.letterbox.outbox.FailedAttempt;
import dev.letterbox.outbox.OutboxRecord;
import dev.letterbox.outbox.OutboxRepository;
import dev.letterbox.outbox.RangeCheckpoints;
import dev.letterbox.outbox.StopSignal;
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
import java.util.logging.Level;
import java.util.logging.Logger;

/** Delivers digests: the due notifications of one user together. */
@ApplicationScoped
public class DigestDispatcher {

  private static final Logger LOG = Logger.getLogger(DigestDispatcher.class.getName());

  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private OutboxRepository outbox;
  @Inject private RangeCheckpoints checkpoints;
  @Inject private DigestQueue digestQueue;
  @Inject private NotificationBatchHandler batchHandler;
  @Inject private ActiveBatches activeBatches;

  /** The result of one call. */
  public enum DigestOutcome {
    NOTHING_DUE,
    CARRIED,
    UNAVAILABLE
  }

  /** When a notification that is created now is due; empty for immediately. */
  Optional<Instant> nextDigestTime(DigestFrequency digest) {
    OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
    return switch (digest) {
      case IMMEDIATE -> Optional.empty();
      case HOUR -> Optional.of(now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant());
      case DAY -> Optional.of(nextDailyDigest(now, settings.get(NotificationSetting.DIGEST_TIME)));
    };
  }

  static Instant nextDailyDigest(OffsetDateTime now, LocalTime time) {
    OffsetDateTime today = now.toLocalDate().atTime(time).atOffset(ZoneOffset.UTC);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** Delivers the due digest of one user, if there is one. */
  public DigestOutcome dispatchNext(NotificationChannel channel, StopSignal stopping) {
    if (!channel.supportsDigests()) {
      return DigestOutcome.NOTHING_DUE;
    }
    Optional<OutboxRepository.Claim> claim = digestQueue.claim(channel.name());
    if (claim.isEmpty()) {
      return DigestOutcome.NOTHING_DUE;
    }
    ClaimedBatch batch = new ClaimedBatch(channel, claim.get(), outbox, checkpoints, stopping);
    activeBatches.add(batch);
    try {
      return dispatch(channel, claim.get(), batch);
    } finally {
      activeBatches.remove(batch);
    }
  }

  private DigestOutcome dispatch(
      NotificationChannel channel, OutboxRepository.Claim claim, ClaimedBatch batch) {
    if (claim.records().isEmpty()) {
      return DigestOutcome.CARRIED; // by another worker
    }
    List<OutboxRecord> delivered;
    try {
      if (claim.records().stream().anyMatch(outbox::exceedsMaxAttempts)) {
        throw outbox.workerLost();
      }
      NotificationBatchHandler.DigestContent content = batchHandler.digestContent(channel, claim);
      batch.deliverDigest(() -> deliver(channel, content.notifications()));
      delivered = content.records();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      List<FailedAttempt> failures = new ArrayList<>();
      claim.records().forEach(record -> failures.add(FailedAttempt.of(record, e).inDigest()));
      outbox.failAll(claim.claimToken(), failures);
      boolean unavailable = failures.stream().anyMatch(FailedAttempt::isUnavailable);
      LOG.log(
          Level.FINE,
          e,
          () -> channel.name() + ": a digest of " + failures.size() + " could not be sent");
      return unavailable ? DigestOutcome.UNAVAILABLE : DigestOutcome.CARRIED;
    }
    outbox.complete(claim.claimToken(), delivered);
    return DigestOutcome.CARRIED;
  }

  /** Newest first, one digest for each address; a single notification is delivered as such. */
  private static void deliver(NotificationChannel channel, List<Notification> notifications) {
    Map<Optional<String>, List<Notification>> byAddress =
        notifications.stream()
            .sorted(
                Comparator.comparingLong((Notification notification) -> notification.message().id())
                    .reversed())
            .collect(
                groupingBy(
                    notification -> Optional.ofNullable(notification.address()),
                    LinkedHashMap::new,
                    toList()));
    for (List<Notification> sameAddress : byAddress.values()) {
      if (sameAddress.size() == 1) {
        channel.deliver(sameAddress.get(0));
      } else {
        channel.deliver(sameAddress);
      }
    }
  }
}
