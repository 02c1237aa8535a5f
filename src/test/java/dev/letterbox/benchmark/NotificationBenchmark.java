package dev.letterbox.benchmark;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Nodes;
import dev.letterbox.testing.client.PayaraNode;
import dev.letterbox.testing.client.Postgresql;
import dev.letterbox.testing.client.ScriptedSmtp;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

/** What mail servers do to writers, and how fast the outbox is emptied, on PostgreSQL. */
class NotificationBenchmark {

  private static final Logger LOG = Logger.getLogger(NotificationBenchmark.class.getName());

  private static final String WAITING = "select count(*) from lb_notification";
  private static final long SLOW_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int RECIPIENTS = 1000;
  private static final int MESSAGES = 20;

  /** Takes each mail five seconds after it came. */
  private static String slowly(String command) {
    if (command.equals(".")) {
      LockSupport.parkNanos(SLOW_NANOS);
    }
    return null;
  }

  private static Map<String, String> on(String database, ScriptedSmtp smtp) {
    Map<String, String> settings = new HashMap<>(Nodes.mailingTo(smtp));
    settings.put("letterbox.db.url", Postgresql.addDatabase(database));
    return settings;
  }

  private static void post(PayaraNode node, String user, String path, String body)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = Http.at(node.base()).as(user).post(path, body);
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void writing_does_not_wait_for_a_mail_server() throws Exception {
    try (ScriptedSmtp fast = new ScriptedSmtp(command -> null);
        ScriptedSmtp slow = new ScriptedSmtp(NotificationBenchmark::slowly);
        PayaraNode first = PayaraNode.start("fast", on("fast", fast));
        PayaraNode second = PayaraNode.start("slow", on("slow", slow))) {
      for (PayaraNode node : List.of(first, second)) {
        post(node, "ada", "api/accounts", "{\"name\":\"zoe\",\"email\":\"zoe@example.org\"}");
      }
      String letter = "{\"recipients\":[\"zoe\"],\"subject\":\"Lunch\",\"message\":\"At noon?\"}";
      String ratio =
          InTurn.ratio(
              () -> post(first, "alice", "api/messages", letter),
              () -> post(second, "alice", "api/messages", letter));
      await().until(() -> !slow.mails().isEmpty());
      assertTrue(slow.mails().size() < fast.mails().size(), "one is slow");
      LOG.info(
          () ->
              "mail server answers at once : in 5 s, writing a message = 1 : %s".formatted(ratio));
    }
  }

  @Test
  void outbox_is_emptied_into_a_mail_server_that_does_nothing_else() throws Exception {
    AtomicBoolean open = new AtomicBoolean();
    AtomicLong begun = new AtomicLong();
    try (ScriptedSmtp smtp =
            new ScriptedSmtp(
                command -> command.equals("CONNECT") && !open.get() ? "421 Later" : null,
                mail -> begun.compareAndSet(0, System.nanoTime()));
        PayaraNode node = PayaraNode.start("draining", Nodes.mailingTo(smtp))) {
      List<String> recipients = Nodes.addUsers("drained", RECIPIENTS);
      String letter =
          "{\"recipients\":[\"%s\"],\"subject\":\"Lunch\"}"
              .formatted(String.join("\",\"", recipients));
      for (int i = 0; i < MESSAGES; i++) {
        post(node, "alice", "api/messages", letter);
      }
      int waiting = smtp.mails().size();
      open.set(true);
      await().atMost(Duration.ofMinutes(5)).until(() -> Nodes.number(WAITING) == 0);
      Duration took = Duration.ofNanos(System.nanoTime() - begun.get());
      int mails = smtp.mails().size() - waiting;
      assertTrue(mails >= RECIPIENTS * MESSAGES, "mails: " + mails);
      LOG.info(
          () ->
              "one node, %d mails at %d mails/s (aim: 1,000)"
                  .formatted(mails, mails * 1000L / took.toMillis()));
    }
  }
}
