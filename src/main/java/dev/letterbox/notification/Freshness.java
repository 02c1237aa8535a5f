package dev.letterbox.notification;

import java.time.Duration;

/**
 * When something was read. It is believed for a second, so that soon nobody is told of what
 * changed; what took long to read is believed for longer, up to ten seconds, or all the time would
 * go into reading.
 *
 * @param startedAt when that began, by {@code System.nanoTime()}
 * @param durationNanos how long it took, in nanoseconds
 */
record Freshness(long startedAt, long durationNanos) {

  private static final long MIN_FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long MAX_FRESH_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int FRESHNESS_FACTOR = 4;

  /** To be taken before it is read. */
  static Freshness start() {
    return new Freshness(System.nanoTime(), 0);
  }

  /** To be taken when it has been read. */
  Freshness finish() {
    return new Freshness(startedAt, System.nanoTime() - startedAt);
  }

  boolean isFresh() {
    return isFreshAt(System.nanoTime());
  }

  boolean isFreshAt(long now) {
    return now - startedAt
        < Math.max(MIN_FRESH_NANOS, Math.min(FRESHNESS_FACTOR * durationNanos, MAX_FRESH_NANOS));
  }
}
