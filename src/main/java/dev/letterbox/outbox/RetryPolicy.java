package dev.letterbox.outbox;

import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When something is tried again that failed: later and later, and not all at the same time. */
@ApplicationScoped
class RetryPolicy {

  private static final Duration MAX_DELAY = Duration.ofHours(1);

  /** What has met an outage comes soon after its end, even if that lasted for a day. */
  private static final Duration MAX_OUTAGE_DELAY = Duration.ofMinutes(5);

  private static final int MAX_DOUBLINGS = 20;

  /** So many attempts at a server that can't be reached count: by then they are minutes apart. */
  private static final int MAX_OUTAGE_ATTEMPTS = 7;

  private final Settings settings;

  @Inject
  RetryPolicy(Settings settings) {
    this.settings = settings;
  }

  /** For proxies. */
  RetryPolicy() {
    this(null);
  }

  String nextState(FailedAttempt attempt, Instant now) {
    String pendingState = attempt.bufferedForDigest() ? "BUFFERED_FOR_DIGEST" : "PENDING";
    if (attempt.digestDueAt() != null) {
      return pendingState;
    }
    OutboxRecord record = attempt.record();
    boolean expired =
        record
            .firstDueAt()
            .plus(Duration.ofHours(settings.get(NotificationSetting.OUTBOX_MAX_HOURS)))
            .isBefore(now);
    boolean dead =
        attempt.failureType() == FailureType.PERMANENT
            || expired
            || (!attempt.isUnavailable()
                && record.attempts() >= settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS));
    return dead ? "DEAD" : pendingState;
  }

  /**
   * How many attempts count. However long a server can't be reached, there are some left when it is
   * there again.
   */
  int countedAttempts(FailedAttempt attempt) {
    int attempts = attempt.record().attempts();
    if (!attempt.isUnavailable()) {
      return attempts;
    }
    int counted = Math.max(attempts - 1, Math.min(attempts, MAX_OUTAGE_ATTEMPTS));
    return Math.min(counted, settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS) - 1);
  }

  /** After half to one and a half times as long as it would be. */
  Instant nextAttempt(FailedAttempt attempt, Instant now) {
    if (attempt.digestDueAt() != null) {
      return attempt.digestDueAt();
    }
    int doublings = Math.min(Math.max(attempt.record().attempts() - 1, 0), MAX_DOUBLINGS);
    Duration initialDelay =
        Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_RETRY_SECONDS));
    Duration delay = initialDelay.multipliedBy(1L << doublings);
    Duration maxDelay = attempt.isUnavailable() ? MAX_OUTAGE_DELAY : MAX_DELAY;
    long millis = (delay.compareTo(maxDelay) > 0 ? maxDelay : delay).toMillis();
    return now.plusMillis(
        ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1));
  }
}
