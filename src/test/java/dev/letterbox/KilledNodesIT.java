package dev.letterbox;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Nodes;
import dev.letterbox.testing.client.PayaraNode;
import dev.letterbox.testing.client.ScriptedSmtp;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed at random moments while users write: {@code kill -9}, so often as {@code
 * letterbox.test.kill.rounds} says.
 */
class KilledNodesIT {

  private static final Logger LOG = Logger.getLogger(KilledNodesIT.class.getName());

  private static final int ROUNDS = Integer.getInteger("letterbox.test.kill.rounds", 5);
  private static final long SEED = Long.getLong("letterbox.test.kill.seed", 20_261_121L);
  private static final int WRITERS = 4;
  private static final Pattern ID = Pattern.compile("\"results\":\\[\\{\"id\":([0-9]+)");

  /** What is in flight when a server dies was sent so shortly before. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(5);

  private volatile URI base;
  private volatile boolean over;

  /** Ids of messages by subject, of all that were acknowledged. */
  private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();

  private final Map<String, Queue<Long>> sent = new ConcurrentHashMap<>();
  private final List<Long> kills = new ArrayList<>();

  /** Writes one message after the other; each is sent again until it is acknowledged. */
  private Void write(List<String> recipients) throws InterruptedException {
    for (int i = 0; !over; i++) {
      String subject = UUID.randomUUID().toString();
      String recipient = recipients.get(i % recipients.size());
      while (!acknowledged.containsKey(subject)) {
        try {
          HttpResponse<String> answer =
              Http.at(base)
                  .as("alice")
                  .withHeader("Idempotency-Key", subject)
                  .post(
                      "api/messages",
                      "{\"recipients\":[\"%s\"],\"subject\":\"%s\"}".formatted(recipient, subject));
          Matcher id = ID.matcher(answer.body());
          if (answer.statusCode() == 201 && id.find()) {
            acknowledged.put(subject, Long.parseLong(id.group(1)));
          } else {
            TimeUnit.MILLISECONDS.sleep(200);
          }
        } catch (IOException e) {
          TimeUnit.MILLISECONDS.sleep(200); // killed; the next one listens elsewhere
        }
      }
    }
    return null;
  }

  @Test
  void what_is_acknowledged_is_there_once_and_is_told_whenever_a_server_is_killed()
      throws Exception {
    LOG.info(() -> ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ScriptedSmtp smtp = new ScriptedSmtp(command -> null, this::take)) {
      PayaraNode node = PayaraNode.start("killed", Nodes.mailingTo(smtp));
      List<String> recipients = Nodes.addUsers("killed", 20);
      base = node.base();
      List<Future<Void>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writing.add(writers.submit(() -> write(recipients)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        int before = acknowledged.size();
        await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > before + 20);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
        kills.add(System.nanoTime());
        node.kill();
        node = PayaraNode.start("killed", Nodes.mailingTo(smtp));
        base = node.base();
      }
      over = true;
      for (Future<Void> each : writing) {
        each.get(1, TimeUnit.MINUTES);
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> Nodes.number("select count(*) from lb_notification") == 0);
      check(node);
      node.close();
    } finally {
      over = true;
      writers.shutdownNow();
    }
  }

  private void take(String mail) {
    Nodes.messageId(mail)
        .ifPresent(
            id ->
                sent.computeIfAbsent(id.split("-", 2)[0], key -> new ConcurrentLinkedQueue<>())
                    .add(System.nanoTime()));
  }

  private void check(PayaraNode node) throws Exception {
    assertEquals(
        acknowledged.size(),
        Nodes.number("select count(*) from lb_message where subject like '________-____-%'"),
        "each message is there once");
    List<Long> untold =
        acknowledged.values().stream().filter(id -> !sent.containsKey(Long.toString(id))).toList();
    assertEquals(List.of(), untold);
    long again = 0;
    for (Queue<Long> times : sent.values()) {
      if (times.size() > 1) {
        again++;
        long first = times.peek();
        boolean inFlight =
            kills.stream()
                .anyMatch(kill -> kill >= first - 1 && kill - first < IN_FLIGHT.toNanos());
        assertTrue(inFlight, "told twice, but not in flight at a kill");
      }
    }
    long duplicates = again;
    LOG.info(
        () -> acknowledged.size() + " messages, " + ROUNDS + " kills, told again: " + duplicates);
    HttpResponse<String> checkup =
        Http.at(node.base()).as("admin").post("api/maintenance/checkup", "{}");
    assertEquals(200, checkup.statusCode(), checkup.body());
    assertTrue(checkup.body().contains("\"clean\":true"), checkup.body());
  }
}
