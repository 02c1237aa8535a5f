package dev.letterbox.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import dev.letterbox.shared.Sha256;
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
 * How often visitors may ask, on this node: so many times an hour from one client, and so many
 * times an hour with one e-mail address. Every request counts, also one that is refused. What is
 * known of clients and addresses has a limit, too; whoever was not seen for an hour is forgotten,
 * and nothing is kept but digests.
 */
@ApplicationScoped
public class VisitorLimits {

  private static final Duration PERIOD = Duration.ofHours(1);
  private static final int MOST_KNOWN = 100_000;

  private final Cache<String, Bucket> clients = cache();
  private final Cache<String, Bucket> addresses = cache();

  private Settings settings;
  private Clock clock;

  /** For the proxy of the container. */
  VisitorLimits() {}

  @Inject
  VisitorLimits(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  private static Cache<String, Bucket> cache() {
    return Caffeine.newBuilder().maximumSize(MOST_KNOWN).expireAfterAccess(PERIOD).build();
  }

  /** How many seconds this client has to wait until he may write under this address; 0 for none. */
  long secondsToWait(String client, String address) {
    long wait = wait(clients, client, settings.get(Setting.VISITORS_PER_CLIENT));
    return wait > 0
        ? wait
        : wait(
            addresses,
            address.toLowerCase(Locale.ROOT),
            settings.get(Setting.VISITORS_PER_ADDRESS));
  }

  private long wait(Cache<String, Bucket> buckets, String key, int perHour) {
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
        .addLimit(limit -> limit.capacity(perHour).refillGreedy(perHour, PERIOD))
        .withCustomTimePrecision(new ByClock())
        .build();
  }

  /** The time of Letterbox. */
  private class ByClock implements TimeMeter {

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
