package dev.letterbox.benchmark;

import static dev.letterbox.benchmark.BenchmarkCase.inServer;
import static dev.letterbox.benchmark.BenchmarkCase.requests;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.benchmark.BenchmarkCase.Load;
import dev.letterbox.benchmark.BenchmarkRun.Sample;
import dev.letterbox.testing.client.ApiUser;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Throughput, CPU time, round trips and parsed statements of what applications and clients do, on
 * PostgreSQL, each beside the least that server and database can do in the same run.
 */
@Tag("benchmark")
class ThroughputBenchmark {

  private static final Logger LOG = Logger.getLogger(ThroughputBenchmark.class.getName());

  private static final boolean SHORT = !Boolean.getBoolean("letterbox.benchmark.full");

  private static final int ROUNDS = SHORT ? 1 : 7;
  private static final Duration ROUND_TIME = Duration.ofMillis(SHORT ? 200 : 2000);
  private static final Duration WARM_UP_TIME = Duration.ofMillis(SHORT ? 200 : 10_000);
  private static final int ACCOUNTS = SHORT ? 10_000 : 100_000;
  private static final int LARGE_MAILBOX = SHORT ? 10_000 : 1_000_000;

  private static final int CONNECTIONS = 16;
  private static final int USERS_PER_CONNECTION = 60;

  private final List<BenchmarkCase> cases = new ArrayList<>();
  private BenchmarkServer server;
  private BenchmarkData data;

  @Test
  void throughput_beside_its_floors() throws Exception {
    try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(command -> null);
        BenchmarkServer started = BenchmarkServer.start("benchmark", smtp, TestPostgresql.port())) {
      server = started;
      data = BenchmarkData.create(server, ACCOUNTS, LARGE_MAILBOX);
      addCases();
      BenchmarkRun run =
          new BenchmarkRun(
              server.cpu(), new ProcessCpu(TestPostgresql.process()), ROUNDS, ROUND_TIME);
      Map<String, List<Sample>> samples = run.measure(cases, WARM_UP_TIME);
      assertFalse(samples.isEmpty());
      BenchmarkReport report = new BenchmarkReport(cases, samples);
      LOG.info(report::text);
      report.write();
    }
  }

  private void addCases() throws IOException {
    URI base = server.base();
    URI floor = base.resolve("/floor/");
    addRequests("servlet", null, 0, floor, "servlet", "");
    addRequests("JAX-RS constant", null, 0, floor, "api/constant", "");
    addRequests(
        "JAX-RS, EJB, one SELECT", null, 0, floor, "api/select?owner=" + data.small().name(), "");
    addGet("constant behind the log-in", "JAX-RS constant", 0.85, data.small(), constant(20));
    addAgainstConstant("unread-count", 0.8, data.small(), "api/unread-count");
    addNotModified("unread-count, 304", data.small(), "api/unread-count");
    addAgainstConstant("peek", 0.8, data.small(), "api/messages/peek");
    addAgainstConstant("peek, large mailbox", 0.8, data.large(), "api/messages/peek");
    addNotModified("first page, 304", data.small(), "api/messages?mark_read=false");
    addPage("first page", 0.4, data.small(), "api/messages?mark_read=false");
    addPage("first page, large mailbox", 0.4, data.large(), "api/messages?mark_read=false");
    addPage(
        "deep page by offset",
        0,
        data.large(),
        "api/messages?mark_read=false&offset=" + LARGE_MAILBOX * 9 / 10);
    addPage(
        "conversation",
        0.6,
        data.conversing(),
        "api/conversations/" + data.conversation() + "?mark_read=false");
    addPage("detail", 0.6, data.conversing(), "api/messages/" + data.conversation());
    addWrites();
  }

  private void addWrites() {
    addInServer("database, one statement", null, 0, "bare-one");
    addInServer("database, seven statements", null, 0, "bare-seven");
    addPost("POST messages", "");
    addPost("POST messages, not notified", ",\"skip_notification\":true");
    addInServer("write in process", "database, seven statements", 1.5, "service");
    addInServer("write in process, not notified", "database, seven statements", 0, "service-quiet");
    addInServer("database, 100 writes a transaction", null, 0, "bare-many");
    addInServer(
        "100 writes in one transaction", "database, 100 writes a transaction", 1.5, "service-many");
    for (int users : new int[] {1000, 10_000, ACCOUNTS}) {
      String size = "broadcast to %,d".formatted(users);
      addBroadcast("database, " + size, null, 0, "bare-broadcast", users);
      addBroadcast(size, "database, " + size, 0.9, "service-broadcast", users);
    }
  }

  private static String constant(int bytes) {
    return "api/benchmark/constant?bytes=" + bytes;
  }

  private static String loginOf(ApiUser user) {
    return "Authorization: Bearer " + user.token() + "\r\n";
  }

  private void addGet(String name, String floor, double aim, ApiUser user, String path) {
    addRequests(name, floor, aim, server.base(), path, loginOf(user));
  }

  private void addRequests(
      String name, String floor, double aim, URI base, String path, String headers) {
    byte[] request = RequestLoad.request(base, "GET", path, headers, "");
    add(name, floor, aim, CONNECTIONS, requests(base, 200, any -> request));
  }

  private void add(String name, String floor, double aim, int connections, Load load) {
    cases.add(new BenchmarkCase(name, floor, aim, connections, load));
  }

  private void addAgainstConstant(String name, double aim, ApiUser user, String path) {
    addGet(name, "constant behind the log-in", aim, user, path);
  }

  /** A page, and a constant of its size behind the same log-in. */
  private void addPage(String name, double aim, ApiUser user, String path) throws IOException {
    int bytes = send(user, path, "").body().length();
    String floor = "constant of the size of " + name;
    addGet(floor, null, 0, user, constant(bytes));
    addGet(name, floor, aim, user, path);
  }

  private void addNotModified(String name, ApiUser user, String path) throws IOException {
    String condition = "If-None-Match: " + send(user, path, "").headers().get("etag") + "\r\n";
    byte[] request = RequestLoad.request(server.base(), "GET", path, loginOf(user) + condition, "");
    add(
        name,
        "constant behind the log-in",
        0.8,
        CONNECTIONS,
        requests(server.base(), 304, any -> request));
  }

  private RequestLoad.Response send(ApiUser user, String path, String headers) throws IOException {
    try (RequestLoad connection = new RequestLoad(server.base())) {
      RequestLoad.Response response =
          connection.send(
              RequestLoad.request(server.base(), "GET", path, loginOf(user) + headers, ""));
      assertEquals(200, response.status(), response.body());
      return response;
    }
  }

  private void addPost(String name, String more) {
    add(
        name,
        "database, one statement",
        0.5,
        CONNECTIONS,
        requests(
            server.base(),
            201,
            number ->
                RequestLoad.request(
                    server.base(),
                    "POST",
                    "api/messages",
                    loginOf(data.writer()),
                    "{\"recipients\":[\"bench-%d\"],\"subject\":\"Lunch?\",\"message\":\"At noon.\"%s}"
                        .formatted(number * USERS_PER_CONNECTION, more))));
  }

  private void addInServer(String name, String floor, double aim, String mode) {
    add(
        name,
        floor,
        aim,
        CONNECTIONS,
        inServer(
            server.base(),
            mode,
            number ->
                "&users=" + USERS_PER_CONNECTION + "&first=" + number * USERS_PER_CONNECTION));
  }

  private void addBroadcast(String name, String floor, double aim, String mode, int users) {
    add(name, floor, aim, 1, inServer(server.base(), mode, any -> "&first=0&users=" + users));
  }
}
