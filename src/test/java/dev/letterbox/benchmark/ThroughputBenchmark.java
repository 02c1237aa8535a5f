package dev.letterbox.benchmark;

import dev.letterbox.benchmark.server.BareStatements;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestPostgresql;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Throughput, CPU time, round trips and parsed statements of what applications and clients do, on
 * PostgreSQL, each beside the least that server and database can do in the same run.
 */
@Tag("benchmark")
@EnabledOnOs(value = OS.LINUX, disabledReason = "CPU times are read from /proc")
class ThroughputBenchmark {

  private static final int ACCOUNTS = BenchmarkRun.SHORT ? 10_000 : 100_000;
  private static final int LARGE_MAILBOX = BenchmarkRun.SHORT ? 10_000 : 1_000_000;

  /** The highest offset. */
  private static final int DEPTH = Math.min(LARGE_MAILBOX * 9 / 10, 100_000);

  private final List<String> notes = new ArrayList<>();
  private BenchmarkCases cases;
  private BenchmarkData data;

  @Test
  void throughput_beside_its_floors() throws Exception {
    try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(command -> null);
        BenchmarkServer server = BenchmarkServer.start("benchmark", smtp, TestPostgresql.url())) {
      data = BenchmarkData.create(server, ACCOUNTS, LARGE_MAILBOX);
      cases = new BenchmarkCases(server.base());
      addCases(server.base().resolve("/floor/"));
      BenchmarkRun.onPostgresql(server).report(cases.all(), notes, "report");
    }
  }

  private void addCases(URI floor) throws IOException {
    cases.addRequests("servlet", null, 0, floor, "servlet", "");
    cases.addRequests("JAX-RS constant", null, 0, floor, "api/constant", "");
    cases.addRequests(
        "JAX-RS, EJB, one SELECT", null, 0, floor, "api/select?owner=" + data.small().name(), "");
    cases.addGet(
        "constant behind the log-in",
        "JAX-RS constant",
        0.85,
        data.small(),
        BenchmarkCases.constant(20));
    cases.addAgainstConstant("unread-count", 0.8, data.small(), "api/unread-count");
    cases.addNotModified("unread-count, 304", data.small(), "api/unread-count");
    cases.addAgainstConstant("peek", 0.8, data.small(), "api/messages/peek");
    cases.addAgainstConstant("peek, large mailbox", 0.8, data.large(), "api/messages/peek");
    cases.addNotModified("first page, 304", data.small(), "api/messages?mark_read=false");
    cases.addPage("first page, tiny mailbox", 0.4, data.tiny(), "api/messages?mark_read=false");
    cases.addPage("first page", 0.4, data.small(), "api/messages?mark_read=false");
    cases.addPage("first page, large mailbox", 0.4, data.large(), "api/messages?mark_read=false");
    String deepPage = "api/messages?mark_read=false&offset=" + DEPTH;
    cases.addPage("deep page by offset", 0, data.large(), deepPage);
    cases.addPage("deep page by cursor", 0.4, data.large(), cases.nextPage(data.large(), deepPage));
    cases.addPage(
        "conversation",
        0.6,
        data.conversing(),
        "api/conversations/" + data.conversation() + "?mark_read=false");
    cases.addPage("detail", 0.6, data.conversing(), "api/messages/" + data.conversation());
    addPgbench();
    addWrites();
  }

  private void addPgbench() throws IOException {
    Optional<Pgbench> pgbench = Pgbench.find();
    if (pgbench.isEmpty()) {
      notes.add("pgbench is absent.");
      return;
    }
    String select = "select unread from lb_mailbox where owner = '" + data.small().name() + "';";
    int users = BenchmarkCases.CONNECTIONS * BenchmarkCases.USERS_PER_CONNECTION;
    String write =
        "\\set user random(0, "
            + (users - 1)
            + ")\n"
            + BareStatements.WRITE_IN_ONE
                .replace("name = ?", "name = 'bench-' || cast(:user as text)")
                .replace("'message', ?", "'message', 'benchmark'")
            + ";";
    cases.add("pgbench, one SELECT", null, 0, 1, pgbench.get().load(select));
    cases.add("pgbench, one statement", null, 0, 1, pgbench.get().load(write));
  }

  private void addWrites() {
    cases.addInServer("database, one statement", null, 0, "bare-one");
    cases.addInServer("database, seven statements", null, 0, "bare-seven");
    cases.addPost("POST messages", "database, one statement", 0.5, data.writer(), "");
    cases.addPost(
        "POST messages, not notified",
        "database, one statement",
        0.5,
        data.writer(),
        ",\"skip_notification\":true");
    cases.addInServer("write in process", "database, seven statements", 1.5, "service");
    cases.addInServer(
        "write in process, not notified", "database, seven statements", 0, "service-quiet");
    cases.addInServer("database, 100 writes a transaction", null, 0, "bare-many");
    cases.addInServer(
        "100 writes in one transaction", "database, 100 writes a transaction", 1.5, "service-many");
    IntStream.of(1000, 10_000, ACCOUNTS).distinct().forEach(this::addBroadcasts);
  }

  private void addBroadcasts(int users) {
    String size = "broadcast to %,d".formatted(users);
    cases.addBroadcast("database, " + size, null, 0, "bare-broadcast", users);
    cases.addBroadcast(size, "database, " + size, 0.9, "service-broadcast", users);
  }
}
