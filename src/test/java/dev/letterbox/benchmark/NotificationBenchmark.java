package dev.letterbox.benchmark;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.TestPostgresql;
import dev.letterbox.testing.support.TestHttpClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The effect of slow mail servers on writers, and the throughput of the outbox, on PostgreSQL. */
@Tag("benchmark")
class NotificationBenchmark {

  private static final Logger LOG = Logger.getLogger(NotificationBenchmark.class.getName());

  private static final String COUNT_OUTBOX = "select count(*) from lb_notification";
  private static final long DELAY_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int RECIPIENT_COUNT = 1000;
  private static final int MESSAGE_COUNT = 20;
  private static final int DRAIN_ROUNDS = 3;
  private static final Duration DRAIN_TIMEOUT = Duration.ofMinutes(5);
  private static final int LATENCY_MESSAGES = 2000;
  private static final Duration WRITE_INTERVAL = Duration.ofMillis(10);
  private static final Pattern SUBJECT_NUMBER = Pattern.compile("Number ([0-9]+)");

  /** Accepts each e-mail after five seconds. */
  private static String delayMail(String command) {
    if (command.equals(".")) {
      LockSupport.parkNanos(DELAY_NANOS);
    }
    return null;
  }

  private static Map<String, String> settingsFor(String database, ScriptedSmtpServer smtp) {
    Map<String, String> settings = new HashMap<>(NodeTestSupport.settingsFor(smtp));
    settings.put("letterbox.db.url", TestPostgresql.addDatabase(database));
    return settings;
  }

  private static void post(PayaraNode node, String user, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = TestHttpClient.at(node.base()).as(user).post(path, body);
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void writing_does_not_wait_for_the_mail_server() throws Exception {
    try (ScriptedSmtpServer fast = new ScriptedSmtpServer(command -> null);
        ScriptedSmtpServer slow = new ScriptedSmtpServer(NotificationBenchmark::delayMail);
        PayaraNode first = PayaraNode.start("fast", settingsFor("fast", fast));
        PayaraNode second = PayaraNode.start("slow", settingsFor("slow", slow))) {
      for (PayaraNode node : List.of(first, second)) {
        post(node, "ada", "api/accounts", "{\"name\":\"zoe\",\"email\":\"zoe@example.org\"}");
      }
      String body = "{\"recipients\":[\"zoe\"],\"subject\":\"Lunch\",\"message\":\"At noon?\"}";
      String ratio =
          InterleavedTiming.ratio(
              () -> post(first, "alice", "api/messages", body),
              () -> post(second, "alice", "api/messages", body));
      await().until(() -> !slow.mails().isEmpty());
      assertTrue(slow.mails().size() < fast.mails().size(), "one is slow");
      LOG.info(
          () ->
              "mail server answers at once : in 5 s, writing a message = 1 : %s".formatted(ratio));
    }
  }

  private static String message(List<String> recipients, String subject) {
    return "{\"recipients\":[\"%s\"],\"subject\":\"%s\",\"message\":\"At noon?\"}"
        .formatted(String.join("\",\"", recipients), subject);
  }

  @Test
  void throughput_of_the_outbox_to_a_fast_mail_server() throws Exception {
    AtomicBoolean accepting = new AtomicBoolean();
    try (ScriptedSmtpServer smtp =
            new ScriptedSmtpServer(
                command -> command.equals("CONNECT") && !accepting.get() ? "421 Later" : null);
        PayaraNode node = PayaraNode.start("draining", NodeTestSupport.settingsFor(smtp))) {
      List<String> recipients = NodeTestSupport.addUsers("drained", RECIPIENT_COUNT);
      for (int round = 0; round < DRAIN_ROUNDS; round++) {
        for (int i = 0; i < MESSAGE_COUNT; i++) {
          post(node, "alice", "api/messages", message(recipients, "Lunch"));
        }
        drain("messages to one user", smtp, accepting);
        for (int i = 0; i < MESSAGE_COUNT; i++) {
          post(node, "bruno", "api/broadcasts", message(recipients, "Closed"));
        }
        drain("broadcasts", smtp, accepting);
      }
    }
  }

  private static void drain(String name, ScriptedSmtpServer smtp, AtomicBoolean accepting) {
    int mailsBefore = smtp.mails().size();
    accepting.set(true);
    await().atMost(DRAIN_TIMEOUT).until(() -> smtp.mails().size() > mailsBefore);
    long startedAt = System.nanoTime();
    await().atMost(DRAIN_TIMEOUT).until(() -> NodeTestSupport.selectNumber(COUNT_OUTBOX) == 0);
    Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
    accepting.set(false);
    int mails = smtp.mails().size() - mailsBefore;
    assertTrue(mails >= RECIPIENT_COUNT * MESSAGE_COUNT, "mails: " + mails);
    LOG.info(
        () ->
            "one node, %s: %d mails at %d mails/s (aim: 3,000)"
                .formatted(name, mails, mails * 1000L / duration.toMillis()));
  }

  @Test
  void time_from_the_response_of_a_write_to_the_mail_server() throws Exception {
    Map<String, Long> receivedAt = new ConcurrentHashMap<>();
    try (ScriptedSmtpServer smtp =
            new ScriptedSmtpServer(
                command -> null,
                mail ->
                    SUBJECT_NUMBER
                        .matcher(mail)
                        .results()
                        .forEach(found -> receivedAt.put(found.group(1), System.nanoTime())));
        PayaraNode node = PayaraNode.start("latency", NodeTestSupport.settingsFor(smtp))) {
      List<String> recipients = NodeTestSupport.addUsers("awaiting", LATENCY_MESSAGES);
      Map<String, Long> writtenAt = new LinkedHashMap<>();
      for (int i = 0; i < LATENCY_MESSAGES; i++) {
        post(node, "alice", "api/messages", message(List.of(recipients.get(i)), "Number " + i));
        writtenAt.put(Integer.toString(i), System.nanoTime());
        LockSupport.parkNanos(WRITE_INTERVAL.toNanos());
      }
      await().atMost(DRAIN_TIMEOUT).until(() -> receivedAt.size() == LATENCY_MESSAGES);
      List<Long> millis =
          writtenAt.entrySet().stream()
              .skip(LATENCY_MESSAGES / 2) // the first half warms up
              .map(each -> (receivedAt.get(each.getKey()) - each.getValue()) / 1_000_000)
              .sorted()
              .toList();
      LOG.info(
          () ->
              "from the response to the mail server: median %d ms, p99 %d ms (aim: 50)"
                  .formatted(millis.get(millis.size() / 2), millis.get(millis.size() * 99 / 100)));
    }
  }
}
