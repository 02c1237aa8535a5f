package dev.letterbox.rest.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.letterbox.rest.http.problem.RequestRefusedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.security.Sha256;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Limits what a user or client may do in an hour, on this node. It tracks a limited number of them,
 * only as digests, and forgets them after an hour without a request.
 */
public final class RateLimiter {

  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int MAX_TRACKED_KEYS = 100_000;

  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MAX_TRACKED_KEYS).expireAfterAccess(PERIOD).build();

  private final Clock clock;

  public RateLimiter(Clock clock) {
    this.clock = clock;
  }

  /**
   * Takes units if there are as many.
   *
   * @param key the user or client
   * @param units at least 1, at most as many as an hour has
   * @param perHour maximum number of units an hour; 0: no limit
   * @return 0 if they were taken, else the seconds until there are as many
   */
  public long tryAcquire(String key, long units, long perHour) {
    if (perHour == 0) {
      return 0;
    }
    Bucket bucket = buckets.get(Sha256.hex(key), digest -> bucket(perHour));
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(units);
    return probe.isConsumed()
        ? 0
        : TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1;
  }

  /**
   * Refuses a request that has to wait.
   *
   * @param waitSeconds 0 if it need not
   */
  public static void requireNoWait(long waitSeconds) {
    if (waitSeconds > 0) {
      throw RequestRefusedException.tooManyRequests(waitSeconds);
    }
  }

  private Bucket bucket(long perHour) {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, PERIOD))
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
