package dev.letterbox.rest.message;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.Sha256;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * Limits the messages of visitors per hour on this node, for each client and for each e-mail
 * address. Rejected requests count, too. The limiter tracks a limited number of clients and
 * addresses, only as digests, and forgets them after an hour without a request.
 */
@ApplicationScoped
public class VisitorRateLimiter {

  private static final Duration LIMIT_PERIOD = Duration.ofHours(1);
  private static final int MAX_TRACKED_KEYS = 100_000;

  private final Cache<String, Bucket> clients = cache();
  private final Cache<String, Bucket> addresses = cache();

  private Settings settings;
  private Clock clock;

  /** For the proxy of the container. */
  VisitorRateLimiter() {}

  @Inject
  VisitorRateLimiter(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  private static Cache<String, Bucket> cache() {
    return Caffeine.newBuilder()
        .maximumSize(MAX_TRACKED_KEYS)
        .expireAfterAccess(LIMIT_PERIOD)
        .build();
  }

  /** Seconds until this client may write with this e-mail address; 0 if it may now. */
  long tryAcquire(String client, String address) {
    long waitSeconds =
        tryConsume(clients, client, settings.get(Setting.VISITOR_MESSAGES_PER_CLIENT_HOUR));
    return waitSeconds > 0
        ? waitSeconds
        : tryConsume(
            addresses,
            address.toLowerCase(Locale.ROOT),
            settings.get(Setting.VISITOR_MESSAGES_PER_ADDRESS_HOUR));
  }

  private long tryConsume(Cache<String, Bucket> buckets, String key, int perHour) {
    if (perHour == 0) {
      return 0;
    }
    Bucket bucket = buckets.get(Sha256.hex(key), digest -> bucket(perHour));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? 0
        : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
  }

  private Bucket bucket(int perHour) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, LIMIT_PERIOD))
        .withCustomTimePrecision(new ClockTimeMeter())
        .build();
  }

  /** Measures time with the clock of Letterbox. */
  private class ClockTimeMeter implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.now();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
