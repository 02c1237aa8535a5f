package dev.letterbox.benchmark;

import java.util.Arrays;

/**
 * Two requests measured in turn, so that other load of the machine affects both, and compared by
 * their medians.
 */
final class InterleavedTiming {

  private static final int WARM_UP_ROUNDS = 200;
  private static final int ROUNDS = 600;

  private InterleavedTiming() {}

  /** A request whose duration is measured. */
  interface TimedRequest {
    void send() throws Exception;
  }

  /** The ratio of the medians; 1 is the same duration. */
  static String ratio(TimedRequest first, TimedRequest second) throws Exception {
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      first.send();
      second.send();
    }
    long[] firstTimes = new long[ROUNDS];
    long[] secondTimes = new long[ROUNDS];
    for (int i = 0; i < ROUNDS; i++) {
      firstTimes[i] = measureNanos(first);
      secondTimes[i] = measureNanos(second);
    }
    return String.format("%.2f", median(secondTimes) / median(firstTimes));
  }

  private static long measureNanos(TimedRequest request) throws Exception {
    long start = System.nanoTime();
    request.send();
    return System.nanoTime() - start;
  }

  private static double median(long[] times) {
    long[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
