package dev.letterbox.notification;

import dev.letterbox.api.spi.DeliveryFailedException.Kind;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** When something is tried again that failed: later and later, and not all at the same time. */
@ApplicationScoped
class Retries {

  private static final Duration LONGEST = Duration.ofHours(1);

  /** What has met an outage comes soon after its end, even if that lasted for a day. */
  private static final Duration LONGEST_IN_OUTAGE = Duration.ofMinutes(5);

  private static final int MOST_DOUBLINGS = 20;

  /** So many attempts at a server that can't be reached count: by then they are minutes apart. */
  private static final int COUNTED_IN_OUTAGE = 7;

  private final Settings settings;

  @Inject
  Retries(Settings settings) {
    this.settings = settings;
  }

  /** For proxies. */
  Retries() {
    this(null);
  }

  String stateOf(Failed failed, Instant now) {
    String alive = failed.gathered() ? "BUFFERED_FOR_DIGEST" : "PENDING";
    if (failed.due() != null) {
      return alive;
    }
    Entry entry = failed.entry();
    boolean old =
        entry
            .waitingSince()
            .plus(Duration.ofHours(settings.get(NotificationSetting.OUTBOX_MAX_HOURS)))
            .isBefore(now);
    boolean dead =
        failed.kind() == Kind.PERMANENT
            || old
            || (!failed.isUnavailable()
                && entry.attempts() >= settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS));
    return dead ? "DEAD" : alive;
  }

  /**
   * How many attempts count. However long a server can't be reached, there are some left when it is
   * there again.
   */
  int attempts(Failed failed) {
    int attempts = failed.entry().attempts();
    if (!failed.isUnavailable()) {
      return attempts;
    }
    int counted = Math.max(attempts - 1, Math.min(attempts, COUNTED_IN_OUTAGE));
    return Math.min(counted, settings.get(NotificationSetting.OUTBOX_MAX_ATTEMPTS) - 1);
  }

  /** After half to one and a half times as long as it would be. */
  Instant nextAttempt(Failed failed, Instant now) {
    if (failed.due() != null) {
      return failed.due();
    }
    int doublings = Math.min(Math.max(failed.entry().attempts() - 1, 0), MOST_DOUBLINGS);
    Duration first = Duration.ofSeconds(settings.get(NotificationSetting.OUTBOX_RETRY_SECONDS));
    Duration delay = first.multipliedBy(1L << doublings);
    Duration longest = failed.isUnavailable() ? LONGEST_IN_OUTAGE : LONGEST;
    long millis = (delay.compareTo(longest) > 0 ? longest : delay).toMillis();
    return now.plusMillis(
        ThreadLocalRandom.current().nextLong(millis / 2, millis + millis / 2 + 1));
  }
}
