package dev.letterbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.TestLength;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A server that is killed by {@code kill -9} at random moments while users write; {@code
 * letterbox.test.kill.rounds} sets the number of kills.
 */
@Tag("nodes")
class KilledNodesIT {

  private static final Logger LOG = Logger.getLogger(KilledNodesIT.class.getName());

  private static final int ROUNDS =
      Integer.getInteger("letterbox.test.kill.rounds", TestLength.of(2, 5));
  private static final long SEED = Long.getLong("letterbox.test.kill.seed", 20_261_121L);
  private static final int WRITER_THREADS = 4;
  private static final Pattern ID = Pattern.compile("\"results\":\\[\\{\"id\":([0-9]+)");
  private static final Pattern BROADCAST_ID = Pattern.compile("\"id\":([0-9]+)");
  private static final Pattern RECIPIENT = Pattern.compile("(?mi)^To: *.*?([^ <]+@example\\.org)");

  /** Recipients with an e-mail address in the broadcast of each round. */
  private static final int ADDRESSED_USERS = 250;

  private static final int USERS_WITHOUT_ADDRESS = 50;

  /** A repeated e-mail was first sent within this time of a kill. */
  private static final Duration IN_FLIGHT_WINDOW = Duration.ofSeconds(2);

  /** Deliveries that the workers of one node have sent but not checkpointed. */
  private static final int MAX_REPEATED_PER_KILL = 4 * 20;

  private volatile URI base;
  private volatile boolean stopped;

  /** Acknowledged messages by subject. */
  private final Map<String, AcknowledgedMessage> acknowledged = new ConcurrentHashMap<>();

  private final List<Long> broadcasts = new ArrayList<>();
  private final Queue<MailRecord> mails = new ConcurrentLinkedQueue<>();
  private final List<Long> kills = new ArrayList<>();

  /** A message whose request was answered with 201. */
  private record AcknowledgedMessage(long id, String recipient) {}

  /**
   * An e-mail that the mail server accepted.
   *
   * @param id its Message-ID, which begins with the id of the message
   * @param receivedAt time in nanoseconds
   */
  private record MailRecord(String id, String recipient, long receivedAt) {

    long message() {
      return Long.parseLong(id.split("-", 2)[0]);
    }
  }

  /** Writes messages one by one; repeats each request until it is acknowledged. */
  private Void write(List<String> recipients) throws InterruptedException {
    for (int i = 0; !stopped; i++) {
      String subject = UUID.randomUUID().toString();
      String recipient = recipients.get(i % recipients.size());
      while (!acknowledged.containsKey(subject)) {
        try {
          HttpResponse<String> answer =
              TestHttpClient.at(base)
                  .as("alice")
                  .withHeader("Idempotency-Key", subject)
                  .post(
                      "api/messages",
                      "{\"recipients\":[\"%s\"],\"subject\":\"%s\"}".formatted(recipient, subject));
          Matcher id = ID.matcher(answer.body());
          if (answer.statusCode() == 201 && id.find()) {
            acknowledged.put(
                subject, new AcknowledgedMessage(Long.parseLong(id.group(1)), recipient));
          } else {
            TimeUnit.MILLISECONDS.sleep(200);
          }
        } catch (IOException e) {
          TimeUnit.MILLISECONDS.sleep(200); // killed; the next node listens on another port
        }
      }
    }
    return null;
  }

  @Test
  void acknowledged_messages_are_stored_and_delivered_once_when_servers_are_killed()
      throws Exception {
    LOG.info(() -> ROUNDS + " rounds, seed " + SEED);
    Random random = new Random(SEED);
    ExecutorService writers = Executors.newFixedThreadPool(WRITER_THREADS);
    try (ScriptedSmtpServer smtp = new ScriptedSmtpServer(command -> null, this::recordMail)) {
      PayaraNode node = PayaraNode.start("killed", settings(smtp));
      List<String> recipients = NodeTestSupport.addUsers("killed", 20);
      List<String> allUsers =
          new ArrayList<>(NodeTestSupport.addUsers("addressed", ADDRESSED_USERS));
      allUsers.addAll(NodeTestSupport.addUsers("silent", USERS_WITHOUT_ADDRESS));
      NodeTestSupport.update("update lb_account set email = null where name like 'silent-%'");
      base = node.base();
      List<Future<Void>> writing = new ArrayList<>();
      for (int i = 0; i < WRITER_THREADS; i++) {
        writing.add(writers.submit(() -> write(recipients)));
      }
      for (int round = 0; round < ROUNDS; round++) {
        int before = acknowledged.size();
        await().atMost(Duration.ofMinutes(1)).until(() -> acknowledged.size() > before + 20);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3000));
        broadcast(allUsers);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
        kills.add(System.nanoTime());
        node.kill();
        node = PayaraNode.start("killed", settings(smtp));
        base = node.base();
      }
      stopped = true;
      for (Future<Void> each : writing) {
        each.get(1, TimeUnit.MINUTES);
      }
      await()
          .atMost(Duration.ofMinutes(2))
          .until(() -> NodeTestSupport.selectNumber("select count(*) from lb_notification") == 0);
      check(node);
      node.close();
    } finally {
      stopped = true;
      writers.shutdownNow();
    }
  }

  /** A short lease, so that another node takes over the work of a dead one soon. */
  private static Map<String, String> settings(ScriptedSmtpServer smtp) {
    Map<String, String> settings = new HashMap<>(NodeTestSupport.settingsFor(smtp));
    settings.put("letterbox.outbox.lease-seconds", "5");
    return settings;
  }

  /** Writes a broadcast whose delivery is often interrupted by the next kill. */
  private void broadcast(List<String> recipients) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        TestHttpClient.at(base)
            .as("bruno")
            .post(
                "api/broadcasts",
                "{\"recipients\":[\"%s\"],\"subject\":\"To all\"}"
                    .formatted(String.join("\",\"", recipients)));
    Matcher id = BROADCAST_ID.matcher(answer.body());
    assertTrue(answer.statusCode() == 201 && id.find(), answer.body());
    broadcasts.add(Long.parseLong(id.group(1)));
  }

  private void recordMail(String text) {
    Matcher recipient = RECIPIENT.matcher(text);
    if (recipient.find()) {
      NodeTestSupport.messageId(text)
          .ifPresent(id -> mails.add(new MailRecord(id, recipient.group(1), System.nanoTime())));
    }
  }

  private void check(PayaraNode node) throws Exception {
    assertEquals(
        acknowledged.size(),
        NodeTestSupport.selectNumber(
            "select count(*) from lb_message where subject like '________-____-%'"),
        "each message is stored once");
    checkRecipientsAndIds();
    int repeated = countRepetitions();
    LOG.info(
        () ->
            "%d messages, %d broadcasts, %d kills, repeated e-mails: %d"
                .formatted(acknowledged.size(), broadcasts.size(), ROUNDS, repeated));
    HttpResponse<String> checkup =
        TestHttpClient.at(node.base()).as("ada").post("api/maintenance/checkup", "{}");
    assertEquals(200, checkup.statusCode(), checkup.body());
    assertTrue(checkup.body().contains("\"clean\":true"), checkup.body());
  }

  /** Every message reached its recipients, each under one Message-ID. */
  private void checkRecipientsAndIds() {
    Map<Long, Map<String, Set<String>>> idsByMessageAndRecipient =
        mails.stream()
            .collect(
                groupingBy(
                    MailRecord::message,
                    groupingBy(MailRecord::recipient, mapping(MailRecord::id, toSet()))));
    for (AcknowledgedMessage message : acknowledged.values()) {
      assertEquals(
          Set.of(message.recipient() + "@example.org"),
          idsByMessageAndRecipient.getOrDefault(message.id(), Map.of()).keySet(),
          "the recipient and no other user gets the e-mail");
    }
    Set<String> addressed =
        IntStream.range(0, ADDRESSED_USERS)
            .mapToObj(i -> "addressed-" + i + "@example.org")
            .collect(toSet());
    for (long id : broadcasts) {
      assertEquals(
          addressed,
          idsByMessageAndRecipient.getOrDefault(id, Map.of()).keySet(),
          "all recipients with an address get the e-mail");
    }
    idsByMessageAndRecipient
        .values()
        .forEach(
            byRecipient ->
                byRecipient
                    .values()
                    .forEach(ids -> assertEquals(1, ids.size(), "another Message-ID")));
  }

  /** The number of e-mails that were sent again. */
  private int countRepetitions() {
    int repeated = 0;
    for (List<MailRecord> same : mails.stream().collect(groupingBy(MailRecord::id)).values()) {
      long first = same.get(0).receivedAt();
      boolean inFlight =
          kills.stream().anyMatch(kill -> Math.abs(kill - first) < IN_FLIGHT_WINDOW.toNanos());
      assertTrue(same.size() == 1 || inFlight, "repeated without a kill at that time");
      repeated += same.size() - 1;
    }
    assertTrue(repeated <= ROUNDS * MAX_REPEATED_PER_KILL, repeated + " e-mails were repeated");
    return repeated;
  }
}
