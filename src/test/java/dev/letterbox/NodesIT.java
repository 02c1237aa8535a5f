package dev.letterbox;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.EventStream;
import dev.letterbox.testing.client.Nodes;
import dev.letterbox.testing.client.PayaraNode;
import dev.letterbox.testing.client.ScriptedSmtp;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Several servers on one PostgreSQL, and servers that are killed. */
class NodesIT {

  private static final Logger LOG = Logger.getLogger(NodesIT.class.getName());

  private static final String WAITING = "select count(*) from lb_notification";
  private static final int RECIPIENTS = 1000;
  private static final int MESSAGES = 20;

  private static final AtomicBoolean OPEN = new AtomicBoolean();

  private static ScriptedSmtp smtp;
  private static PayaraNode one;
  private static PayaraNode two;

  @BeforeAll
  static void start() throws Exception {
    smtp =
        new ScriptedSmtp(command -> command.equals("CONNECT") && !OPEN.get() ? "421 Later" : null);
    Map<String, String> settings = new TreeMap<>(Nodes.mailingTo(smtp));
    settings.put("letterbox.users.cache-seconds", "1");
    one = PayaraNode.start("one", settings);
    two = PayaraNode.start("two", settings);
  }

  @AfterAll
  static void stop() throws Exception {
    List<AutoCloseable> all =
        Stream.<AutoCloseable>of(two, one, smtp).filter(Objects::nonNull).toList();
    for (AutoCloseable each : all) {
      each.close();
    }
  }

  /** How often each mail came. */
  private static Map<String, Long> times(Collection<String> mails) {
    return mails.stream()
        .flatMap(mail -> Nodes.messageId(mail).stream())
        .collect(groupingBy(identity(), counting()));
  }

  private static void write(PayaraNode node, List<String> recipients, String subject)
      throws Exception {
    HttpResponse<String> answer =
        Http.at(node.base())
            .as("alice")
            .post(
                "api/messages",
                "{\"recipients\":[\"%s\"],\"subject\":\"%s\"}"
                    .formatted(String.join("\",\"", recipients), subject));
    assertEquals(201, answer.statusCode(), answer.body());
  }

  @Test
  void two_nodes_share_twenty_thousand_notifications_and_deliver_each_once() throws Exception {
    List<String> recipients = Nodes.addUsers("shared", RECIPIENTS);
    for (int i = 0; i < MESSAGES; i++) {
      write(i % 2 == 0 ? one : two, recipients, "Shared " + i);
    }
    assertEquals(
        RECIPIENTS * MESSAGES,
        Nodes.number(WAITING + " where recipient like 'shared-%'"),
        "they wait");
    OPEN.set(true);
    long begun = System.nanoTime();
    await().atMost(Duration.ofMinutes(5)).until(() -> Nodes.number(WAITING) == 0);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    LOG.info(() -> "Two nodes sent " + RECIPIENTS * MESSAGES + " mails in " + took);
    Map<String, Long> times =
        times(smtp.mails().stream().filter(mail -> mail.contains("shared-")).toList());
    assertEquals(RECIPIENTS * MESSAGES, times.size());
    times.values().removeIf(number -> number == 1);
    assertEquals(Map.of(), times, "each once");
  }

  @Test
  void log_out_on_one_node_ends_the_streams_of_the_session_on_the_other() {
    Browser leaving = Browser.of(one::base, "bob", "demo");
    Browser staying = Browser.of(one::base, "bob", "demo");
    try (EventStream ending = stream(leaving);
        EventStream going = stream(staying)) {
      await().until(() -> !ending.events().isEmpty() && !going.events().isEmpty());
      leaving.asks().delete("api/session").then().statusCode(204);
      await().atMost(Duration.ofSeconds(10)).until(ending::hasEnded);
      assertFalse(going.hasEnded());
    }
  }

  @Test
  void who_is_no_user_any_more_has_no_streams() throws Exception {
    try (EventStream stream = stream(Browser.of(one::base, "carol", "demo"))) {
      await().until(() -> !stream.events().isEmpty());
      Nodes.change("delete from lb_account_role where account = 'carol' and role = 'user'");
      await().atMost(Duration.ofSeconds(10)).until(stream::hasEnded);
    } finally {
      Nodes.change("insert into lb_account_role (account, role) values ('carol', 'user')");
    }
  }

  private static EventStream stream(Browser browser) {
    return EventStream.open(two::base, "Cookie", Browser.COOKIE + "=" + browser.cookie());
  }
}
