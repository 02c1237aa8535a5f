package dev.letterbox.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Readers and the heap of the server during a broadcast to a million users. */
@Tag("benchmark")
class BroadcastBenchmark {

  private static final Logger LOG = Logger.getLogger(BroadcastBenchmark.class.getName());

  private static final int RECIPIENTS = BenchmarkRun.SHORT ? 20_000 : 1_000_000;
  private static final int IDLE_REQUESTS = BenchmarkRun.SHORT ? 200 : 5000;
  private static final int PAGE_SIZE = 10;
  private static final long PAUSE_MILLIS = 5;
  private static final double MEGABYTE = 1 << 20;

  private BenchmarkServer server;
  private byte[] request;

  /** The durations of requests, and the highest use of the heap after a collection. */
  private static final class Observations {
    private final List<Long> nanos = new ArrayList<>();
    private long usedHeap;

    double p99Millis() {
      List<Long> sorted = nanos.stream().sorted().toList();
      return sorted.get(sorted.size() * 99 / 100) / 1e6;
    }
  }

  @Test
  void readers_and_heap_during_a_broadcast() throws Exception {
    ExecutorService threads = Executors.newSingleThreadExecutor();
    String database = TestPostgresql.addDatabase("broadcast");
    try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(command -> null);
        BenchmarkServer started = BenchmarkServer.start("broadcast", smtp, database);
        Connection connection =
            DriverManager.getConnection(database, TestPostgresql.USER, TestPostgresql.PASSWORD)) {
      server = started;
      BenchmarkData.insertAccounts(connection, RECIPIENTS);
      request =
          RequestLoad.request(
              server.base(),
              "GET",
              "api/messages?mark_read=false",
              BenchmarkCases.loginOf(createReader()),
              "");
      broadcast(RECIPIENTS / 10); // warms up
      observe(IDLE_REQUESTS, null);
      Observations idle = observe(IDLE_REQUESTS, null);
      long start = System.nanoTime();
      Future<Void> broadcast =
          threads.submit(
              () -> {
                broadcast(RECIPIENTS);
                return null;
              });
      Observations busy = observe(1, broadcast);
      broadcast.get();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertTrue(idle.p99Millis() > 0, "requests take time");
      LOG.info(
          () ->
              String.format(
                  Locale.ROOT,
                  "Broadcast to %,d users in %.1f s: readers' p99 %.1f ms, idle %.1f ms, ratio %.1f"
                      + " (aim: 3); heap after collections %.0f MB more (aim: 256)",
                  RECIPIENTS,
                  seconds,
                  busy.p99Millis(),
                  idle.p99Millis(),
                  busy.p99Millis() / idle.p99Millis(),
                  (busy.usedHeap - idle.usedHeap) / MEGABYTE));
    } finally {
      threads.shutdownNow();
    }
  }

  /** A user with a page of messages. */
  private ApiUser createReader() throws IOException {
    ApiUser reader = server.createUser("reader");
    byte[] message =
        RequestLoad.request(
            server.base(),
            "POST",
            "api/messages",
            BenchmarkCases.loginOf(reader),
            "{\"recipients\":[\"%s\"],\"subject\":\"s\",\"message\":\"m\",\"skip_notification\":true}"
                .formatted(reader.name()));
    try (RequestLoad connection = new RequestLoad(server.base())) {
      for (int i = 0; i < PAGE_SIZE; i++) {
        assertEquals(201, connection.send(message).status());
      }
    }
    return reader;
  }

  /** One operation: the time is over at once. */
  private void broadcast(int recipients) throws IOException {
    server.get("benchmark/writes?mode=service-broadcast&millis=0&first=0&users=" + recipients);
  }

  /** Sends so many requests at least, and goes on until the work is done. */
  private Observations observe(int minRequests, Future<Void> work)
      throws IOException, InterruptedException {
    Observations observations = new Observations();
    try (RequestLoad connection = new RequestLoad(server.base())) {
      while (observations.nanos.size() < minRequests || (work != null && !work.isDone())) {
        long start = System.nanoTime();
        RequestLoad.Response response = connection.send(request);
        observations.nanos.add(System.nanoTime() - start);
        assertEquals(200, response.status(), response.body());
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        if (observations.nanos.size() % 20 == 1) {
          observations.usedHeap = Math.max(observations.usedHeap, server.state().usedHeap());
        }
      }
    }
    return observations;
  }
}
