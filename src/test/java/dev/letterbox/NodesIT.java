package dev.letterbox;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.BrowserSession;
import dev.letterbox.testing.client.EventStreamClient;
import dev.letterbox.testing.client.server.NodeTestSupport;
import dev.letterbox.testing.client.server.PayaraNode;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.support.TestHttpClient;
import dev.letterbox.testing.support.TestLength;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Several servers on one PostgreSQL, and servers that are killed. */
@Tag("nodes")
@TestMethodOrder(OrderAnnotation.class)
class NodesIT {

  private static final Logger LOG = Logger.getLogger(NodesIT.class.getName());

  private static final String COUNT_OUTBOX = "select count(*) from lb_notification";
  private static final String COUNT_REJECTED =
      COUNT_OUTBOX
          + " where recipient = 'refused-0' and state = 'DEAD'"
          + " and last_error like 'The mail server refuses: 550 5.1.1%'";
  private static final int RECIPIENT_COUNT = 1000;
  private static final long MESSAGE_COUNT = TestLength.of(5, 20);
  private static final Pattern SENDER = Pattern.compile("(?m)^From: .*?([a-z]+)@example\\.org");

  private static final AtomicBoolean ACCEPTING = new AtomicBoolean();
  private static final AtomicBoolean GREYLISTED = new AtomicBoolean();
  private static final AtomicBoolean DROPPED = new AtomicBoolean();

  /** The last RCPT command on this connection of the mail server. */
  private static final ThreadLocal<String> RECIPIENT = new ThreadLocal<>();

  private static ScriptedSmtpServer smtp;
  private static PayaraNode nodeOne;
  private static PayaraNode nodeTwo;

  @BeforeAll
  static void startNode() throws Exception {
    smtp = new ScriptedSmtpServer(NodesIT::smtpReply);
    nodeOne = startNode("one", Map.of());
    nodeTwo = startNode("two", Map.of());
  }

  /** Rejects some recipients, and drops the connection of one accepted e-mail; null to accept. */
  private static String smtpReply(String command) {
    if (command.equals("CONNECT") && !ACCEPTING.get()) {
      return "421 Later";
    }
    if (command.startsWith("RCPT ")) {
      RECIPIENT.set(command);
    }
    if (command.startsWith("RCPT TO:<refused-")) {
      return "550 5.1.1 No such mailbox";
    }
    if (command.startsWith("RCPT TO:<greylisted-") && GREYLISTED.compareAndSet(false, true)) {
      return "450 4.2.0 Come again";
    }
    boolean losesConnection =
        command.equals(".") && RECIPIENT.get().startsWith("RCPT TO:<dropped-");
    return losesConnection && DROPPED.compareAndSet(false, true)
        ? ScriptedSmtpServer.CLOSE_CONNECTION
        : null;
  }

  /** Starts a node whose name is the sender of its e-mails. */
  private static PayaraNode startNode(String name, Map<String, String> extraSettings) {
    Map<String, String> settings = new TreeMap<>(NodeTestSupport.settingsFor(smtp));
    settings.put("letterbox.users.cache-seconds", "1");
    settings.put("letterbox.mail.from", name + "@example.org");
    settings.putAll(extraSettings);
    return PayaraNode.start(name, settings);
  }

  @AfterAll
  static void stop() throws Exception {
    List<AutoCloseable> all =
        Stream.<AutoCloseable>of(nodeTwo, nodeOne, smtp).filter(Objects::nonNull).toList();
    for (AutoCloseable each : all) {
      each.close();
    }
  }

  /** The number of e-mails by Message-ID. */
  private static Map<String, Long> countByMessageId(Collection<String> mails) {
    return mails.stream()
        .flatMap(mail -> NodeTestSupport.messageId(mail).stream())
        .collect(groupingBy(identity(), counting()));
  }

  /** The name of the node that sent an e-mail. */
  private static String sendingNode(String mail) {
    Matcher sender = SENDER.matcher(mail);
    return sender.find() ? sender.group(1) : "no node";
  }

  private static void write(PayaraNode node, List<String> recipients, String subject)
      throws Exception {
    HttpResponse<String> answer =
        TestHttpClient.at(node.base())
            .as("alice")
            .post(
                "api/messages",
                "{\"recipients\":[\"%s\"],\"subject\":\"%s\"}"
                    .formatted(String.join("\",\"", recipients), subject));
    assertEquals(201, answer.statusCode(), answer.body());
  }

  /**
   * Runs first: the mail server refuses connections until then, so that notifications are pending.
   */
  @Test
  @Order(1)
  void two_nodes_share_notifications_and_deliver_each_once() throws Exception {
    List<String> recipients = NodeTestSupport.addUsers("shared", RECIPIENT_COUNT);
    for (int i = 0; i < MESSAGE_COUNT; i++) {
      write(i % 2 == 0 ? nodeOne : nodeTwo, recipients, "Shared " + i);
    }
    assertEquals(
        RECIPIENT_COUNT * MESSAGE_COUNT,
        NodeTestSupport.selectNumber(COUNT_OUTBOX + " where recipient like 'shared-%'"),
        "pending");
    ACCEPTING.set(true);
    long startedAt = System.nanoTime();
    await()
        .atMost(Duration.ofMinutes(5))
        .until(() -> NodeTestSupport.selectNumber(COUNT_OUTBOX) == 0);
    Duration duration = Duration.ofNanos(System.nanoTime() - startedAt);
    LOG.info(() -> "Two nodes sent " + RECIPIENT_COUNT * MESSAGE_COUNT + " mails in " + duration);
    List<String> mails = smtp.mails().stream().filter(mail -> mail.contains("shared-")).toList();
    Map<String, Long> bySender =
        mails.stream().collect(groupingBy(NodesIT::sendingNode, counting()));
    LOG.info(() -> "They came from " + bySender);
    assertEquals(Set.of("one", "two"), bySender.keySet(), "both nodes have a share");
    Map<String, Long> deliveriesByMessageId = countByMessageId(mails);
    assertEquals(RECIPIENT_COUNT * MESSAGE_COUNT, deliveriesByMessageId.size());
    deliveriesByMessageId.values().removeIf(number -> number == 1);
    assertEquals(Map.of(), deliveriesByMessageId, "each once");
  }

  @Test
  void mails_are_retried_except_after_a_permanent_failure() throws Exception {
    ACCEPTING.set(true);
    List<String> recipients = new ArrayList<>();
    for (String prefix : List.of("greylisted", "refused", "dropped")) {
      recipients.addAll(NodeTestSupport.addUsers(prefix, 1));
    }
    write(nodeOne, recipients, "In spite of all");
    await()
        .until(
            () ->
                mailsTo("greylisted").size() == 1
                    && mailsTo("dropped").size() == 2
                    && NodeTestSupport.selectNumber(COUNT_REJECTED) == 1);
    assertTrue(GREYLISTED.get(), "it was refused for the first time");
    assertEquals(1, countByMessageId(mailsTo("dropped")).size(), "the same Message-ID both times");
    assertEquals(List.of(), mailsTo("refused"));
    await()
        .until(
            () ->
                NodeTestSupport.selectNumber(
                        COUNT_OUTBOX
                            + " where recipient like 'greylisted-%' or recipient like 'dropped-%'")
                    == 0);
  }

  private static List<String> mailsTo(String prefix) {
    return smtp.mails().stream().filter(mail -> mail.contains("To: " + prefix + "-")).toList();
  }

  @Test
  void message_written_on_one_node_reaches_event_streams_of_the_other() throws Exception {
    try (EventStreamClient stream =
        stream(nodeTwo, BrowserSession.logInAs(nodeOne::base, "mona", "demo"))) {
      await().until(() -> !stream.events().isEmpty());
      int before = stream.events().size();
      write(nodeOne, List.of("mona"), "Sent by the other node");
      await().atMost(Duration.ofSeconds(3)).until(() -> stream.events().size() > before);
    }
  }

  @Test
  void stopped_node_ends_only_its_own_event_streams() throws Exception {
    BrowserSession bob = BrowserSession.logInAs(nodeOne::base, "bob", "demo");
    try (PayaraNode nodeThree = startNode("three", Map.of("letterbox.smtp.url", ""));
        EventStreamClient ending = stream(nodeThree, bob);
        EventStreamClient staying = stream(nodeTwo, bob)) {
      await().until(() -> !ending.events().isEmpty() && !staying.events().isEmpty());
      assertTrue(
          nodeThree.log().contains("E-mail is disabled: letterbox.smtp.url names no mail server"));
      nodeThree.stop();
      await().atMost(Duration.ofSeconds(5)).until(ending::isEnded);
      assertFalse(ending.isBroken(), "it was not cut off");
      assertFalse(staying.isEnded());
    }
  }

  @Test
  void logout_on_one_node_ends_event_streams_of_the_session_on_the_other() {
    BrowserSession leaving = BrowserSession.logInAs(nodeOne::base, "bob", "demo");
    BrowserSession staying = BrowserSession.logInAs(nodeOne::base, "bob", "demo");
    try (EventStreamClient ending = stream(nodeTwo, leaving);
        EventStreamClient open = stream(nodeTwo, staying)) {
      await().until(() -> !ending.events().isEmpty() && !open.events().isEmpty());
      leaving.requestWithCsrfToken().delete("api/session").then().statusCode(204);
      await().atMost(Duration.ofSeconds(10)).until(ending::isEnded);
      assertFalse(open.isEnded());
    }
  }

  @Test
  void event_stream_ends_when_the_role_user_is_removed() throws Exception {
    try (EventStreamClient stream =
        stream(nodeTwo, BrowserSession.logInAs(nodeOne::base, "carol", "demo"))) {
      await().until(() -> !stream.events().isEmpty());
      NodeTestSupport.update(
          "delete from lb_account_role where account = 'carol' and role = 'user'");
      await().atMost(Duration.ofSeconds(10)).until(stream::isEnded);
    } finally {
      NodeTestSupport.update(
          "insert into lb_account_role (account, role) values ('carol', 'user')");
    }
  }

  private static EventStreamClient stream(PayaraNode node, BrowserSession browser) {
    return EventStreamClient.open(
        node::base, "Cookie", BrowserSession.COOKIE + "=" + browser.cookie());
  }
}
