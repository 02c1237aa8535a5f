package dev.letterbox.benchmark;

import static org.awaitility.Awaitility.await;

import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Measures cases in turn, round by round, so that other load of the machine affects all alike. Each
 * begins when the notifications of the one before have left.
 *
 * @param server CPU time of the server
 * @param database CPU time of the database
 * @param isIdle whether no notification has to leave
 */
record BenchmarkRun(
    Supplier<Duration> server, Supplier<Duration> database, Callable<Boolean> isIdle) {

  /** Whether to show only that the benchmark works. */
  static final boolean SHORT = !Boolean.getBoolean("letterbox.benchmark.full");

  private static final Logger LOG = Logger.getLogger(BenchmarkRun.class.getName());

  private static final int ROUNDS = SHORT ? 1 : 7;
  private static final Duration ROUND_TIME = Duration.ofMillis(SHORT ? 200 : 2000);
  private static final Duration WARM_UP_TIME = Duration.ofMillis(SHORT ? 200 : 10_000);

  private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
  private static final String NOTIFICATIONS_TO_SEND =
      "select count(*) from lb_notification where channel = 'email' and state = 'PENDING'";

  /** One round of one case. */
  record Sample(double perSecond, double serverMillis, double databaseMillis) {}

  /** On a server with PostgreSQL. */
  static BenchmarkRun onPostgresql(BenchmarkServer server) {
    return new BenchmarkRun(
        server.cpu()::total,
        new ProcessCpu(TestPostgresql.process())::total,
        () -> NodeTestSupport.selectNumber(NOTIFICATIONS_TO_SEND) == 0);
  }

  /** On a server with embedded Derby, which notifies nobody. */
  static BenchmarkRun onDerby(BenchmarkServer server) {
    return new BenchmarkRun(server.cpu()::total, () -> Duration.ZERO, () -> true);
  }

  /**
   * Measures the cases, logs the results, and writes them to files.
   *
   * @param name of the files
   */
  void report(List<BenchmarkCase> cases, String name) throws Exception {
    BenchmarkReport report = new BenchmarkReport(cases, measure(cases));
    LOG.info(report::text);
    report.write(name);
  }

  /** The samples of each case by its name. */
  private Map<String, List<Sample>> measure(List<BenchmarkCase> cases) throws Exception {
    for (BenchmarkCase each : cases) {
      measure(each, WARM_UP_TIME);
    }
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (BenchmarkCase each : cases) {
        samples
            .computeIfAbsent(each.name(), any -> new ArrayList<>())
            .add(measure(each, ROUND_TIME));
      }
    }
    return samples;
  }

  private Sample measure(BenchmarkCase measured, Duration duration) throws Exception {
    await().atMost(DRAIN_TIMEOUT).until(isIdle);
    Duration serverBefore = server.get();
    Duration databaseBefore = database.get();
    long start = System.nanoTime();
    long operations = operations(measured, duration);
    double seconds = (System.nanoTime() - start) / 1e9;
    return new Sample(
        operations / seconds,
        server.get().minus(serverBefore).toMillis() / (double) operations,
        database.get().minus(databaseBefore).toMillis() / (double) operations);
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
