package dev.letterbox.notification;

import java.time.Duration;

/** When something was read. It is believed for a second: soon nobody is told of what changed. */
record ReadAt(long nanos) {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

  /** To be taken before it is read. */
  static ReadAt now() {
    return new ReadAt(System.nanoTime());
  }

  boolean isFresh() {
    return System.nanoTime() - nanos < FRESH_NANOS;
  }
}
