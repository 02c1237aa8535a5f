package dev.letterbox.benchmark;

import java.util.Arrays;

/**
 * Two requests measured in turn, so that whatever else the machine does concerns both; what they
 * take is compared by the median.
 */
final class InterleavedTiming {

  private static final int WARM_UP_ROUNDS = 200;
  private static final int ROUNDS = 600;

  private InterleavedTiming() {}

  /** Something that takes time. */
  interface TimedRequest {
    void send() throws Exception;
  }

  /** How much longer the second one takes: 1 is no longer at all. */
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
