package dev.letterbox;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.Http;
import dev.letterbox.testing.client.Browser;
import dev.letterbox.testing.client.EventStream;
import dev.letterbox.testing.client.Nodes;
import dev.letterbox.testing.client.PayaraNode;
import dev.letterbox.testing.client.ScriptedSmtp;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Several servers on one PostgreSQL, and servers that are killed. */
@TestMethodOrder(OrderAnnotation.class)
class NodesIT {

  private static final Logger LOG = Logger.getLogger(NodesIT.class.getName());

  private static final String WAITING = "select count(*) from lb_notification";
  private static final String REFUSED =
      WAITING
          + " where recipient = 'refused-0' and state = 'DEAD'"
          + " and last_error like 'The mail server refuses: 550 5.1.1%'";
  private static final int RECIPIENTS = 1000;
  private static final int MESSAGES = 20;
  private static final Pattern SENDER = Pattern.compile("(?m)^From: .*?([a-z]+)@example\\.org");

  private static final AtomicBoolean OPEN = new AtomicBoolean();
  private static final AtomicBoolean GREYLISTED = new AtomicBoolean();
  private static final AtomicBoolean DROPPED = new AtomicBoolean();

  /** To whom the mail is on this connection of the mail server. */
  private static final ThreadLocal<String> RECIPIENT = new ThreadLocal<>();

  private static ScriptedSmtp smtp;
  private static PayaraNode one;
  private static PayaraNode two;

  @BeforeAll
  static void start() throws Exception {
    smtp = new ScriptedSmtp(NodesIT::answer);
    one = start("one", Map.of());
    two = start("two", Map.of());
  }

  /** Refuses some recipients, and loses one mail when it has come; null when all is well. */
  private static String answer(String command) {
    if (command.equals("CONNECT") && !OPEN.get()) {
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
    boolean isToBeLost = command.equals(".") && RECIPIENT.get().startsWith("RCPT TO:<dropped-");
    return isToBeLost && DROPPED.compareAndSet(false, true) ? ScriptedSmtp.HANG_UP : null;
  }

  /** One whose mails show where they come from. */
  private static PayaraNode start(String name, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(Nodes.mailingTo(smtp));
    settings.put("letterbox.users.cache-seconds", "1");
    settings.put("letterbox.mail.from", name + "@example.org");
    settings.putAll(more);
    return PayaraNode.start(name, settings);
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

  /** The node that sent a mail. */
  private static String sender(String mail) {
    Matcher sender = SENDER.matcher(mail);
    return sender.find() ? sender.group(1) : "nobody";
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

  /**
   * The first one: until then the mail server answers nobody, so that there is something to share.
   */
  @Test
  @Order(1)
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
    List<String> mails = smtp.mails().stream().filter(mail -> mail.contains("shared-")).toList();
    Map<String, Long> bySender = mails.stream().collect(groupingBy(NodesIT::sender, counting()));
    LOG.info(() -> "They came from " + bySender);
    assertEquals(Set.of("one", "two"), bySender.keySet(), "both nodes have a share");
    Map<String, Long> times = times(mails);
    assertEquals(RECIPIENTS * MESSAGES, times.size());
    times.values().removeIf(number -> number == 1);
    assertEquals(Map.of(), times, "each once");
  }

  @Test
  void mails_come_in_spite_of_a_server_that_refuses_and_hangs_up_but_for_what_is_refused_for_good()
      throws Exception {
    OPEN.set(true);
    List<String> recipients = new ArrayList<>();
    for (String prefix : List.of("greylisted", "refused", "dropped")) {
      recipients.addAll(Nodes.addUsers(prefix, 1));
    }
    write(one, recipients, "In spite of all");
    await()
        .until(
            () ->
                mailsTo("greylisted").size() == 1
                    && mailsTo("dropped").size() == 2
                    && Nodes.number(REFUSED) == 1);
    assertTrue(GREYLISTED.get(), "it was refused for the first time");
    assertEquals(1, times(mailsTo("dropped")).size(), "the same Message-ID both times");
    assertEquals(List.of(), mailsTo("refused"));
    await()
        .until(
            () ->
                Nodes.number(
                        WAITING
                            + " where recipient like 'greylisted-%' or recipient like 'dropped-%'")
                    == 0);
  }

  private static List<String> mailsTo(String prefix) {
    return smtp.mails().stream().filter(mail -> mail.contains("To: " + prefix + "-")).toList();
  }

  @Test
  void what_is_written_on_one_node_is_told_soon_by_the_streams_of_the_other() throws Exception {
    try (EventStream stream = stream(two, Browser.of(one::base, "mona", "demo"))) {
      await().until(() -> !stream.events().isEmpty());
      int before = stream.events().size();
      write(one, List.of("mona"), "Told elsewhere");
      await().atMost(Duration.ofSeconds(3)).until(() -> stream.events().size() > before);
    }
  }

  @Test
  void node_says_that_it_sends_no_mails_and_ends_its_streams_and_no_others_when_it_is_stopped()
      throws Exception {
    Browser bob = Browser.of(one::base, "bob", "demo");
    try (PayaraNode three = start("three", Map.of("letterbox.smtp.url", ""));
        EventStream ending = stream(three, bob);
        EventStream going = stream(two, bob)) {
      await().until(() -> !ending.events().isEmpty() && !going.events().isEmpty());
      assertTrue(three.log().contains("E-mail is off: letterbox.smtp.url names no mail server"));
      three.stop();
      await().atMost(Duration.ofSeconds(5)).until(ending::hasEnded);
      assertFalse(ending.hasBroken(), "it was not cut off");
      assertFalse(going.hasEnded());
    }
  }

  @Test
  void log_out_on_one_node_ends_the_streams_of_the_session_on_the_other() {
    Browser leaving = Browser.of(one::base, "bob", "demo");
    Browser staying = Browser.of(one::base, "bob", "demo");
    try (EventStream ending = stream(two, leaving);
        EventStream going = stream(two, staying)) {
      await().until(() -> !ending.events().isEmpty() && !going.events().isEmpty());
      leaving.asks().delete("api/session").then().statusCode(204);
      await().atMost(Duration.ofSeconds(10)).until(ending::hasEnded);
      assertFalse(going.hasEnded());
    }
  }

  @Test
  void who_is_no_user_any_more_has_no_streams() throws Exception {
    try (EventStream stream = stream(two, Browser.of(one::base, "carol", "demo"))) {
      await().until(() -> !stream.events().isEmpty());
      Nodes.change("delete from lb_account_role where account = 'carol' and role = 'user'");
      await().atMost(Duration.ofSeconds(10)).until(stream::hasEnded);
    } finally {
      Nodes.change("insert into lb_account_role (account, role) values ('carol', 'user')");
    }
  }

  private static EventStream stream(PayaraNode node, Browser browser) {
    return EventStream.open(node::base, "Cookie", Browser.COOKIE + "=" + browser.cookie());
  }
}
