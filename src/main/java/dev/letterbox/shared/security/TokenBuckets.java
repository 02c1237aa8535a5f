package dev.letterbox.shared.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.letterbox.shared.Clock;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Token buckets by key, in the memory of this node. It tracks a limited number of keys, only as
 * digests, and forgets them when they were not used for a period. A limit of 0 is no limit.
 */
public final class TokenBuckets {

  private static final int MAX_TRACKED_KEYS = 100_000;

  private final Cache<String, Bucket> buckets;
  private final Duration period;
  private final Supplier<Instant> clock;

  /**
   * @param period the time in which an empty bucket becomes full
   */
  public TokenBuckets(Duration period, Supplier<Instant> clock) {
    this.period = period;
    this.clock = clock;
    this.buckets =
        Caffeine.newBuilder().maximumSize(MAX_TRACKED_KEYS).expireAfterAccess(period).build();
  }

  /** Buckets that become full in an hour. */
  public static TokenBuckets perHour(Clock clock) {
    return new TokenBuckets(Duration.ofHours(1), clock::now);
  }

  /** Takes tokens; returns 0, or takes none and returns the seconds until there are enough. */
  public long tryConsume(String key, int limit, int tokens) {
    if (limit == 0) {
      return 0;
    }
    Bucket bucket = buckets.get(Sha256.hex(key), digest -> createBucket(limit));
    return toSeconds(bucket.tryConsumeAndReturnRemaining(tokens).getNanosToWaitForRefill());
  }

  /** Seconds until there are so many tokens; 0 if there are now. */
  public long secondsUntil(String key, int limit, int tokens) {
    boolean isFull = limit == 0 || buckets.estimatedSize() == 0;
    Bucket bucket = isFull ? null : buckets.getIfPresent(Sha256.hex(key));
    return bucket == null
        ? 0
        : toSeconds(bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill());
  }

  /** Returns tokens that were taken. */
  public void giveBack(String key, int tokens) {
    Bucket bucket = buckets.getIfPresent(Sha256.hex(key));
    if (bucket != null) {
      bucket.addTokens(tokens);
    }
  }

  private static long toSeconds(long nanos) {
    return nanos == 0 ? 0 : TimeUnit.NANOSECONDS.toSeconds(nanos) + 1;
  }

  private Bucket createBucket(int limit) {
    return Bucket.builder()
        .addLimit(bandwidth -> bandwidth.capacity(limit).refillGreedy(limit, period))
        .withCustomTimePrecision(new ClockTimeMeter())
        .build();
  }

  /** Measures time with that clock. */
  private class ClockTimeMeter implements TimeMeter {

    @Override
    public long currentTimeNanos() {
      Instant now = clock.get();
      return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }

    @Override
    public boolean isWallClockBased() {
      return true;
    }
  }
}
