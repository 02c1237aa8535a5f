package dev.letterbox.notification;

import java.time.Duration;

/**
 * When something was read. It is believed for a second, so that soon nobody is told of what
 * changed; what took long to read is believed for longer, up to ten seconds, or all the time would
 * go into reading.
 *
 * @param nanos when that began, by {@code System.nanoTime()}
 * @param took how long it took, in nanoseconds
 */
record ReadAt(long nanos, long took) {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(10).toNanos();
  private static final int MANY_TIMES = 4;

  /** To be taken before it is read. */
  static ReadAt now() {
    return new ReadAt(System.nanoTime(), 0);
  }

  /** To be taken when it has been read. */
  ReadAt done() {
    return new ReadAt(nanos, System.nanoTime() - nanos);
  }

  boolean isFresh() {
    return isFreshAt(System.nanoTime());
  }

  boolean isFreshAt(long now) {
    return now - nanos < Math.max(FRESH_NANOS, Math.min(MANY_TIMES * took, LONGEST_NANOS));
  }
}
