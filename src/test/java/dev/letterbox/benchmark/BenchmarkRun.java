package dev.letterbox.benchmark;

import static org.awaitility.Awaitility.await;

import dev.letterbox.testing.client.server.NodeTestSupport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Measures cases in turn, round by round, so that other load of the machine affects all alike. Each
 * begins when the notifications of the one before have left.
 */
record BenchmarkRun(ProcessCpu server, ProcessCpu database, int rounds, Duration time) {

  private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
  private static final String NOTIFICATIONS_TO_SEND =
      "select count(*) from lb_notification where channel = 'email' and state = 'PENDING'";

  /** One round of one case. */
  record Sample(double perSecond, double serverMillis, double databaseMillis) {}

  /** The samples of each case by its name. */
  Map<String, List<Sample>> measure(List<BenchmarkCase> cases, Duration warmUp) throws Exception {
    for (BenchmarkCase each : cases) {
      measure(each, warmUp);
    }
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (BenchmarkCase each : cases) {
        samples.computeIfAbsent(each.name(), any -> new ArrayList<>()).add(measure(each, time));
      }
    }
    return samples;
  }

  private Sample measure(BenchmarkCase measured, Duration duration) throws Exception {
    await()
        .atMost(DRAIN_TIMEOUT)
        .until(() -> NodeTestSupport.selectNumber(NOTIFICATIONS_TO_SEND) == 0);
    Duration serverBefore = server.total();
    Duration databaseBefore = database.total();
    long start = System.nanoTime();
    long operations = operations(measured, duration);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Sample(
        operations / seconds,
        server.total().minus(serverBefore).toMillis() / (double) operations,
        database.total().minus(databaseBefore).toMillis() / (double) operations);
  }

  private static long operations(BenchmarkCase measured, Duration duration) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(measured.connections());
    try {
      List<Future<Long>> counts =
          IntStream.range(0, measured.connections())
              .mapToObj(number -> threads.submit(() -> measured.load().run(number, duration)))
              .toList();
      long sum = 0;
      for (Future<Long> count : counts) {
        sum += count.get();
      }
      return sum;
    } finally {
      threads.shutdownNow();
    }
  }
}
