package dev.letterbox.benchmark;

import dev.letterbox.testing.client.ApiUser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * Throughput and CPU time on embedded Derby, whose work is part of the server's. Nobody is
 * notified.
 */
@Tag("benchmark")
@EnabledOnOs(value = OS.LINUX, disabledReason = "CPU times are read from /proc")
class DerbyBenchmark {

  private static final int ACCOUNTS = 10_000;
  private static final int MAILBOX = 1000;
  private static final int CONVERSATIONS = 20;

  @Test
  void throughput_on_embedded_derby() throws Exception {
    try (BenchmarkServer server = BenchmarkServer.startOnDerby("benchmark-derby")) {
      ApiUser reader = server.createUser("reader");
      ApiUser conversing = server.createUser("conversing");
      String conversation = createData(server, reader, conversing);
      BenchmarkCases cases = new BenchmarkCases(server.base());
      addReads(cases, reader, conversing, conversation);
      addWrites(cases, server.createUser("writer"));
      BenchmarkRun.onDerby(server).report(cases.all(), List.of(), "derby");
    }
  }

  private static String createData(BenchmarkServer server, ApiUser reader, ApiUser conversing)
      throws IOException {
    return server.get(
        "benchmark/data?accounts=%d&notices=%d&reader=%s&conversations=%d&conversing=%s"
            .formatted(ACCOUNTS, MAILBOX, reader.name(), CONVERSATIONS, conversing.name()));
  }

  private static void addReads(
      BenchmarkCases cases, ApiUser reader, ApiUser conversing, String conversation)
      throws IOException {
    cases.addGet("constant behind the log-in", null, 0, reader, BenchmarkCases.constant(20));
    cases.addAgainstConstant("unread-count", 0.4, reader, "api/unread-count");
    cases.addNotModified("unread-count, 304", reader, "api/unread-count");
    cases.addAgainstConstant("peek", 0.4, reader, "api/messages/peek");
    cases.addPage("first page", 0.1, reader, "api/messages?mark_read=false");
    cases.addPage(
        "conversation", 0.1, conversing, "api/conversations/" + conversation + "?mark_read=false");
    cases.addPage("detail", 0.3, conversing, "api/messages/" + conversation);
  }

  private static void addWrites(BenchmarkCases cases, ApiUser writer) {
    String floor = "database, seven statements";
    cases.addInServer(floor, null, 0, "bare-seven");
    cases.addPost("POST messages", floor, 0.3, writer, "");
    cases.addInServer("write in process", floor, 0.5, "service");
    cases.addInServer("database, 100 writes a transaction", null, 0, "bare-many");
    cases.addInServer(
        "100 writes in one transaction", "database, 100 writes a transaction", 0.5, "service-many");
    for (int users : new int[] {1000, ACCOUNTS}) {
      cases.addBroadcast("broadcast to %,d".formatted(users), null, 0, "service-broadcast", users);
    }
  }
}
