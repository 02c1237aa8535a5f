package dev.letterbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
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
import java.util.stream.IntStream;
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
  private static final Pattern BROADCAST_ID = Pattern.compile("\"id\":([0-9]+)");
  private static final Pattern RECIPIENT = Pattern.compile("(?mi)^To: *.*?([^ <]+@example\\.org)");

  /** Each life of the server has a broadcast to so many users. */
  private static final int ADDRESSED = 250;

  private static final int WITHOUT_ADDRESS = 50;

  /** What is in flight when a server dies was sent so shortly before, or is sent just then. */
  private static final Duration IN_FLIGHT = Duration.ofSeconds(2);

  /** So much may be told again after each kill: what the workers had told and not yet said. */
  private static final int IN_FLIGHT_AT_MOST = 4 * 20;

  private volatile URI base;
  private volatile boolean over;

  /** Messages by subject, of all that were acknowledged. */
  private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();

  private final List<Long> broadcasts = new ArrayList<>();
  private final Queue<Mail> mails = new ConcurrentLinkedQueue<>();
  private final List<Long> kills = new ArrayList<>();

  /** A message that a server said it had taken. */
  private record Acknowledged(long id, String recipient) {}

  /**
   * A mail that came.
   *
   * @param id its Message-ID, which begins with the id of the message
   * @param at time in nanoseconds
   */
  private record Mail(String id, String recipient, long at) {

    long message() {
      return Long.parseLong(id.split("-", 2)[0]);
    }
  }

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
            acknowledged.put(subject, new Acknowledged(Long.parseLong(id.group(1)), recipient));
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
      PayaraNode node = PayaraNode.start("killed", settings(smtp));
      List<String> recipients = Nodes.addUsers("killed", 20);
      List<String> everybody = new ArrayList<>(Nodes.addUsers("addressed", ADDRESSED));
      everybody.addAll(Nodes.addUsers("silent", WITHOUT_ADDRESS));
      Nodes.change("update lb_account set email = null where name like 'silent-%'");
      base = node.base();
      List<Future<Void>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        writing.add(writers.submit(() -> write(recipients)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        int before = acknowledged.size();
        await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > before + 20);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
        broadcast(everybody);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        kills.add(System.nanoTime());
        node.kill();
        node = PayaraNode.start("killed", settings(smtp));
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

  /** What a dead node had claimed is free again soon. */
  private static Map<String, String> settings(ScriptedSmtp smtp) {
    Map<String, String> settings = new HashMap<>(Nodes.mailingTo(smtp));
    settings.put("letterbox.outbox.lease-seconds", "5");
    return settings;
  }

  /** To all at once; many a server dies while they are told. */
  private void broadcast(List<String> recipients) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        Http.at(base)
            .as("bruno")
            .post(
                "api/broadcasts",
                "{\"recipients\":[\"%s\"],\"subject\":\"To all\"}"
                    .formatted(String.join("\",\"", recipients)));
    Matcher id = BROADCAST_ID.matcher(answer.body());
    assertTrue(answer.statusCode() == 201 && id.find(), answer.body());
    broadcasts.add(Long.parseLong(id.group(1)));
  }

  private void take(String text) {
    Matcher recipient = RECIPIENT.matcher(text);
    if (recipient.find()) {
      Nodes.messageId(text)
          .ifPresent(id -> mails.add(new Mail(id, recipient.group(1), System.nanoTime())));
    }
  }

  private void check(PayaraNode node) throws Exception {
    assertEquals(
        acknowledged.size(),
        Nodes.number("select count(*) from lb_message where subject like '________-____-%'"),
        "each message is there once");
    checkIds();
    int again = checkRepetitions();
    LOG.info(
        () ->
            "%d messages, %d broadcasts, %d kills, told again: %d"
                .formatted(acknowledged.size(), broadcasts.size(), ROUNDS, again));
    HttpResponse<String> checkup =
        Http.at(node.base()).as("ada").post("api/maintenance/checkup", "{}");
    assertEquals(200, checkup.statusCode(), checkup.body());
    assertTrue(checkup.body().contains("\"clean\":true"), checkup.body());
  }

  /** Whom each message was told, by how many different ids. */
  private void checkIds() {
    Map<Long, Map<String, Set<String>>> told =
        mails.stream()
            .collect(
                groupingBy(Mail::message, groupingBy(Mail::recipient, mapping(Mail::id, toSet()))));
    for (Acknowledged message : acknowledged.values()) {
      assertEquals(
          Set.of(message.recipient() + "@example.org"),
          told.getOrDefault(message.id(), Map.of()).keySet(),
          "told to the one whom it is for");
    }
    Set<String> addressed =
        IntStream.range(0, ADDRESSED)
            .mapToObj(i -> "addressed-" + i + "@example.org")
            .collect(toSet());
    for (long id : broadcasts) {
      assertEquals(addressed, told.getOrDefault(id, Map.of()).keySet(), "told to all");
    }
    told.values()
        .forEach(
            byRecipient ->
                byRecipient
                    .values()
                    .forEach(ids -> assertEquals(1, ids.size(), "another Message-ID")));
  }

  /** How many mails came once more. */
  private int checkRepetitions() {
    int again = 0;
    for (List<Mail> same : mails.stream().collect(groupingBy(Mail::id)).values()) {
      long first = same.get(0).at();
      boolean inFlight =
          kills.stream().anyMatch(kill -> Math.abs(kill - first) < IN_FLIGHT.toNanos());
      assertTrue(same.size() == 1 || inFlight, "told twice, but not in flight at a kill");
      again += same.size() - 1;
    }
    assertTrue(again <= ROUNDS * IN_FLIGHT_AT_MOST, again + " told again");
    return again;
  }
}
