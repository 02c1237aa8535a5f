package dev.letterbox.outbox;

import dev.letterbox.api.notification.OutboxState;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The state and the next attempt of a record after a failure: with delays that double, and jitter
 * that spreads the attempts.
 */
@ApplicationScoped
class RetryPolicy {

  private static final Duration MAX_DELAY = Duration.ofHours(1);

  /** Short, so that records are delivered soon after the end of an outage of any length. */
  private static final Duration MAX_OUTAGE_DELAY = Duration.ofMinutes(5);

  private static final int MAX_DOUBLINGS = 20;

  /** Attempts that an outage uses up at most; by then the delay is minutes. */
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

  OutboxState nextState(FailedAttempt attempt, Instant now) {
    OutboxState pendingState =
        attempt.bufferedForDigest() ? OutboxState.BUFFERED_FOR_DIGEST : OutboxState.PENDING;
    if (attempt.digestDueAt() != null) {
      return pendingState;
    }
    OutboxRecord record = attempt.record();
    boolean expired =
        record.firstDueAt().plus(settings.get(NotificationSetting.OUTBOX_MAX_AGE)).isBefore(now);
    boolean dead =
        attempt.failureType() == FailureType.PERMANENT
            || expired
            || (!attempt.isUnavailable()
                && record.attempts() >= settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS));
    return dead ? OutboxState.DEAD : pendingState;
  }

  /** The attempts to store: an outage of any length leaves at least one attempt. */
  int countedAttempts(FailedAttempt attempt) {
    int attempts = attempt.record().attempts();
    if (!attempt.isUnavailable()) {
      return attempts;
    }
    int counted = Math.max(attempts - 1, Math.min(attempts, MAX_OUTAGE_ATTEMPTS));
    return Math.min(counted, settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS) - 1);
  }

  /** The delay is multiplied by a random factor from 0.5 to 1.5. */
  Instant nextAttempt(FailedAttempt attempt, Instant now) {
    if (attempt.digestDueAt() != null) {
      return attempt.digestDueAt();
    }
    int doublings = Math.min(Math.max(attempt.record().attempts() - 1, 0), MAX_DOUBLINGS);
    Duration initialDelay = settings.get(NotificationSetting.OUTBOX_RETRY_DELAY);
    Duration delay = initialDelay.multipliedBy(1L << doublings);
    Duration maxDelay = attempt.isUnavailable() ? MAX_OUTAGE_DELAY : MAX_DELAY;
    long millis = (delay.compareTo(maxDelay) > 0 ? maxDelay : delay).toMillis();
    return now.plusMillis(
        ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1));
  }
}
