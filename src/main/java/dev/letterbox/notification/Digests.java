package dev.letterbox.notification;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.letterbox.api.Digest;
import dev.letterbox.api.spi.Notification;
import dev.letterbox.api.spi.NotificationChannel;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
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

/** Tells users together what they want to be told together. */
@ApplicationScoped
class Digests {

  private static final Logger LOG = Logger.getLogger(Digests.class.getName());

  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private Outbox outbox;
  @Inject private Ranges ranges;
  @Inject private GatheredEntries gathered;
  @Inject private Courier courier;
  @Inject private Rounds rounds;

  /** What became of it. */
  enum Outcome {
    NOTHING_DUE,
    CARRIED,
    UNAVAILABLE
  }

  /** When what is to be told now is told; empty for at once. */
  Optional<Instant> dueFrom(Digest digest) {
    OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
    return switch (digest) {
      case NONE -> Optional.empty();
      case HOUR -> Optional.of(now.truncatedTo(ChronoUnit.HOURS).plusHours(1).toInstant());
      case DAY -> Optional.of(nextDay(now, settings.get(NotificationSetting.DIGEST_TIME)));
    };
  }

  static Instant nextDay(OffsetDateTime now, LocalTime time) {
    OffsetDateTime today = now.toLocalDate().atTime(time).atOffset(ZoneOffset.UTC);
    return (today.isAfter(now) ? today : today.plusDays(1)).toInstant();
  }

  /** Tells one user what is due. */
  Outcome carryOne(NotificationChannel channel, Stopping stopping) {
    if (!channel.sendsDigests()) {
      return Outcome.NOTHING_DUE;
    }
    Optional<Outbox.Claim> claim = gathered.claim(channel.name());
    if (claim.isEmpty()) {
      return Outcome.NOTHING_DUE;
    }
    Round round = new Round(channel, claim.get(), outbox, ranges, stopping);
    rounds.begin(round);
    try {
      return carry(channel, claim.get(), round);
    } finally {
      rounds.end(round);
    }
  }

  private Outcome carry(NotificationChannel channel, Outbox.Claim claim, Round round) {
    if (claim.entries().isEmpty()) {
      return Outcome.CARRIED; // by somebody else
    }
    List<Entry> told;
    try {
      if (claim.entries().stream().anyMatch(outbox::isTriedTooOften)) {
        throw outbox.notComeBack();
      }
      Courier.Together together = courier.together(channel, claim);
      round.tellTogether(() -> deliver(channel, together.notifications()));
      told = together.entries();
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      List<Failed> failures = new ArrayList<>();
      claim.entries().forEach(entry -> failures.add(Failed.of(entry, e).inDigest()));
      outbox.failedTogether(claim.mark(), failures);
      boolean unavailable = failures.stream().anyMatch(Failed::isUnavailable);
      LOG.log(
          Level.FINE,
          e,
          () -> channel.name() + ": a digest of " + failures.size() + " could not be sent");
      return unavailable ? Outcome.UNAVAILABLE : Outcome.CARRIED;
    }
    outbox.done(claim.mark(), told);
    return Outcome.CARRIED;
  }

  /** The newest first, what goes to one address together; one alone is told as always. */
  private static void deliver(NotificationChannel channel, List<Notification> notifications) {
    Map<Optional<String>, List<Notification>> byAddress =
        notifications.stream()
            .sorted(Comparator.comparingLong((Notification each) -> each.message().id()).reversed())
            .collect(
                groupingBy(
                    each -> Optional.ofNullable(each.address()), LinkedHashMap::new, toList()));
    for (List<Notification> together : byAddress.values()) {
      if (together.size() == 1) {
        channel.deliver(together.get(0));
      } else {
        channel.deliver(together);
      }
    }
  }
}
