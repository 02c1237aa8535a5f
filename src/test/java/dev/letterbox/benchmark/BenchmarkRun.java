package dev.letterbox.benchmark;

import static org.awaitility.Awaitility.await;

import dev.letterbox.benchmark.BenchmarkServer.State;
import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.IntStream;

/**
 * Measures cases in turn, round by round, so that other load of the machine affects all alike. Each
 * begins when the notifications of the one before have left, whose round trips count, too.
 *
 * @param database CPU time of the database
 * @param isDrained whether no notification has to leave
 */
record BenchmarkRun(
    BenchmarkServer server, Supplier<Duration> database, Callable<Boolean> isDrained) {

  /** Whether to show only that the benchmark works. */
  static final boolean SHORT = !Boolean.getBoolean("letterbox.benchmark.full");

  private static final Logger LOG = Logger.getLogger(BenchmarkRun.class.getName());

  private static final int ROUNDS = SHORT ? 1 : 7;
  private static final Duration ROUND_TIME = Duration.ofMillis(SHORT ? 200 : 2000);
  private static final Duration WARM_UP_TIME = Duration.ofMillis(SHORT ? 200 : 10_000);

  private static final Duration IDLE_TIME = Duration.ofSeconds(SHORT ? 3 : 20);
  private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
  private static final String NOTIFICATIONS_TO_SEND =
      "select count(*) from lb_notification where channel = 'email' and state = 'PENDING'";

  /** One round of one case: operations a second, and what an operation costs. */
  record Sample(
      double perSecond,
      double serverMillis,
      double databaseMillis,
      double roundTrips,
      double parses) {}

  /** On a server with PostgreSQL. */
  static BenchmarkRun onPostgresql(BenchmarkServer server) {
    return new BenchmarkRun(
        server,
        new ProcessCpu(TestPostgresql.process())::total,
        () -> NodeTestSupport.selectNumber(NOTIFICATIONS_TO_SEND) == 0);
  }

  /** On a server with embedded Derby, which notifies nobody. */
  static BenchmarkRun onDerby(BenchmarkServer server) {
    return new BenchmarkRun(server, () -> Duration.ZERO, () -> true);
  }

  /**
   * Measures the cases, logs the results, and writes them to files.
   *
   * @param notes sentences about other figures
   * @param name of the files
   */
  void report(List<BenchmarkCase> cases, List<String> notes, String name) throws Exception {
    Map<String, List<Sample>> samples = measure(cases);
    List<String> allNotes = new ArrayList<>(notes);
    if (server.state().roundTrips() > 0) { // none to embedded Derby
      allNotes.add(measureIdle());
    }
    BenchmarkReport report = new BenchmarkReport(cases, samples, allNotes);
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
    State before = server.state();
    Duration serverBefore = server.cpu();
    Duration databaseBefore = database.get();
    long start = System.nanoTime();
    long operations = operations(measured, duration);
    double seconds = (System.nanoTime() - start) / 1e9;
    double serverMillis = server.cpu().minus(serverBefore).toMillis();
    double databaseMillis = database.get().minus(databaseBefore).toMillis();
    await().atMost(DRAIN_TIMEOUT).until(isDrained);
    State after = server.state();
    return new Sample(
        operations / seconds,
        serverMillis / operations,
        databaseMillis / operations,
        (after.roundTrips() - before.roundTrips()) / (double) operations,
        (after.parses() - before.parses()) / (double) operations);
  }

  private String measureIdle() throws Exception {
    long before = server.state().roundTrips();
    TimeUnit.SECONDS.sleep(IDLE_TIME.toSeconds());
    double roundTrips = server.state().roundTrips() - before;
    return String.format(
        Locale.ROOT,
        "The idle server made %.1f round trips to PostgreSQL a second.",
        roundTrips / IDLE_TIME.toSeconds());
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
