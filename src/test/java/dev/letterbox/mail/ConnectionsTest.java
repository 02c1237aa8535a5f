package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.Kind;
import dev.letterbox.testing.client.ScriptedSmtp;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a mail when the server refuses, dawdles or goes away. */
class ConnectionsTest {

  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void end() {
    over.countDown();
  }

  @Test
  void one_connection_takes_many_mails() throws Exception {
    try (Conversation smtp = new Conversation(ScriptedSmtp::asUsual)) {
      for (int i = 0; i < 5; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(5, smtp.server().mails().size());
      assertEquals(1, smtp.server().connections());
      assertTrue(smtp.server().mails().get(4).contains("\r\n..\r\n...\r\n"), "dots are doubled");
      assertFalse(smtp.server().commands().contains("NOOP"), "no round trip more than it needs");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 <bob@example.org>: no such user, PERMANENT",
    "RCPT, 450 4.2.0 <bob@example.org> greylisted, PASSING",
    "RCPT, 452 4.2.2 Mailbox full, PASSING",
    "MAIL, 451 4.3.0 Not now, PASSING",
    "MAIL, 530 5.7.0 Log in first, UNAVAILABLE",
    "MAIL, 534 5.7.9 Too weak, UNAVAILABLE",
    "MAIL, 552 5.3.4 Too big, PERMANENT",
    "DATA, 554 5.7.1 No, PERMANENT",
    "., 554 5.7.1 Spam, PERMANENT",
    "., 451 4.3.0 Try again, PASSING",
  })
  void a_refusal_is_final_with_5_and_passes_with_4_and_the_connection_goes_on(
      String command, String answer, Kind kind) throws Exception {
    AtomicInteger refusals = new AtomicInteger(1);
    UnaryOperator<String> script =
        line -> line.startsWith(command) && refusals.getAndDecrement() > 0 ? answer : null;
    try (Conversation smtp = new Conversation(script)) {
      DeliveryFailedException failure = smtp.failure();
      assertEquals(kind, failure.kind());
      assertTrue(
          failure.getMessage().startsWith("The mail server refuses: " + answer.substring(0, 9)),
          failure.getMessage());
      assertFalse(failure.getMessage().contains("bob"), "no address gets into a log");
      smtp.send("carol@example.org");
      assertEquals(1, smtp.server().connections());
      assertTrue(smtp.server().mails().get(smtp.server().mails().size() - 1).contains("carol"));
    }
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA", "."})
  void a_connection_that_breaks_is_closed_and_the_mail_tried_again(String command)
      throws Exception {
    UnaryOperator<String> script = line -> line.startsWith(command) ? ScriptedSmtp.HANG_UP : null;
    try (Conversation smtp = new Conversation(script)) {
      assertEquals(Kind.PASSING, smtp.failure().kind());
      assertEquals(Kind.PASSING, smtp.failure().kind());
      assertEquals(2, smtp.server().connections());
    }
  }

  @ParameterizedTest
  @CsvSource({"hang up", "421 4.7.0 Too many mails"})
  void a_server_that_has_enough_of_a_connection_gets_another(String answer) throws Exception {
    AtomicInteger mails = new AtomicInteger();
    UnaryOperator<String> script =
        line -> line.startsWith("MAIL") && mails.incrementAndGet() % 3 == 0 ? answer : null;
    try (Conversation smtp = new Conversation(script)) {
      for (int i = 0; i < 10; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(10, smtp.server().mails().size());
      assertEquals(5, smtp.server().connections());
    }
  }

  @Test
  void a_connection_is_not_lost_when_a_mail_can_not_be_written() throws Exception {
    AtomicInteger mails = new AtomicInteger();
    UnaryOperator<String> script =
        line -> line.startsWith("MAIL") && mails.incrementAndGet() == 2 ? "hang up" : null;
    try (Conversation smtp = new Conversation(script)) {
      smtp.send("bob@example.org");
      MimeMessage unwritable =
          new MimeMessage(smtp.way().session()) {
            @Override
            public void writeTo(OutputStream out, String[] ignored) {
              throw new IllegalStateException("Unwritable");
            }
          };
      unwritable.setFrom("letterbox@example.org");
      unwritable.setText("x");
      assertThrows(
          IllegalStateException.class,
          () ->
              smtp.connections()
                  .send(smtp.way(), unwritable, InternetAddress.parse("bob@example.org")));
      await().until(() -> smtp.server().open() == 0);
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().open());
    }
  }

  @Test
  void a_server_that_dawdles_is_left_alone_after_the_timeout() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals(".")) {
            Conversation.pauseUntil(over);
          }
          return null;
        };
    try (Conversation smtp = new Conversation(script)) {
      long begun = System.nanoTime();
      assertEquals(Kind.PASSING, smtp.failure().kind());
      assertTrue(Duration.ofNanos(System.nanoTime() - begun).toMillis() < 3_000);
      assertEquals(1, smtp.server().connections(), "not tried at once again");
    }
  }

  @Test
  void nobody_is_reached_without_a_server() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Connections connections = new Connections(Conversation.PATIENCE, Conversation.IDLE_TIME);
    Way way = new Way(Conversation.session(port, false, "", Conversation.PATIENCE), false);
    MimeMail mail =
        new MimeMail(
            way.session(),
            new Mail(
                "1",
                MailAddress.of("", "a@b"),
                MailAddress.of("", "c@d"),
                new Templates.Written("", "", ""),
                "en",
                Map.of()),
            "b",
            Samples.NOON);
    DeliveryFailedException failure =
        assertThrows(
            DeliveryFailedException.class,
            () -> connections.send(way, mail, mail.getAllRecipients()));
    assertEquals(Kind.UNAVAILABLE, failure.kind());
    assertTrue(
        failure.getMessage().startsWith("There is no connection to the mail server: "),
        failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, 554 Go away", "CONNECT, 421 Busy", "CONNECT, hang up"})
  void nobody_is_reached_when_the_server_turns_us_away(String command, String answer)
      throws Exception {
    try (Conversation smtp = new Conversation(line -> line.startsWith(command) ? answer : null)) {
      assertEquals(Kind.UNAVAILABLE, smtp.failure().kind());
    }
  }

  @Test
  void a_wrong_password_stops_all_and_is_in_no_text() throws Exception {
    UnaryOperator<String> script =
        line ->
            line.startsWith("EHLO")
                ? "250-scripted\r\n250 AUTH PLAIN"
                : line.startsWith("AUTH") ? "535 5.7.8 Wrong" : null;
    try (Conversation smtp = new Conversation(script, false, "letterbox")) {
      DeliveryFailedException failure = smtp.failure();
      assertEquals(Kind.UNAVAILABLE, failure.kind());
      assertEquals(
          "The mail server does not let Letterbox in: 535 5.7.8 Wrong", failure.getMessage());
    }
    assertFalse(new MailSessions(null, "u", "secret", Duration.ZERO).toString().contains("secret"));
  }

  @Test
  void an_international_address_goes_over_the_wire_in_utf8() throws Exception {
    String address = "kovač\u560d\u560a@example.org";
    try (Conversation smtp = new Conversation(ScriptedSmtp::asUsual, true, "")) {
      smtp.send(address);
      String sent =
          new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      assertTrue(
          smtp.server().commands().contains("RCPT TO:<" + sent + ">"),
          smtp.server().commands().toString());
      assertTrue(
          smtp.server().commands().stream()
              .anyMatch(line -> line.startsWith("MAIL FROM") && line.endsWith(" SMTPUTF8")));
    }
  }

  @Test
  void a_server_that_does_not_know_smtputf8_is_told_nothing_of_such_an_address() throws Exception {
    UnaryOperator<String> script =
        line -> line.startsWith("EHLO") ? "250-scripted\r\n250 8BITMIME" : null;
    try (Conversation smtp = new Conversation(script, true, "")) {
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@bücher.example"));
      assertEquals(Kind.PERMANENT, failure.kind());
      assertEquals(
          "The e-mail address has other than ASCII letters before the @, and the mail server does"
              + " not take such addresses (SMTPUTF8)",
          failure.getMessage());
      DeliveryFailedException ofSender =
          assertThrows(
              DeliveryFailedException.class, () -> smtp.send("büro@example.org", "bob@x.example"));
      assertEquals(Kind.PASSING, ofSender.kind(), "the operator can mend it");
      assertTrue(ofSender.getMessage().startsWith("The sender has"), ofSender.getMessage());
      assertFalse(smtp.server().commands().toString().contains("MAIL"), "before anything is sent");
    }
  }

  @Test
  void an_internationalised_domain_goes_to_any_server_in_ascii() throws Exception {
    try (Conversation smtp = new Conversation(line -> line.startsWith("EHLO") ? "250 x" : null)) {
      smtp.send("bob@bücher.example");
      assertTrue(smtp.server().commands().contains("RCPT TO:<bob@xn--bcher-kva.example>"));
    }
  }

  @Test
  void a_connection_that_ends_with_a_refusal_is_not_used_again() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals("RSET")) {
            Conversation.pauseUntil(over); // then Jakarta Mail closes the connection
          }
          return line.startsWith("RCPT TO:<bob") ? "550 5.1.1 Unknown" : null;
        };
    try (Conversation smtp = new Conversation(script)) {
      assertEquals(Kind.PERMANENT, smtp.failure().kind());
      smtp.send("carol@example.org");
      assertEquals(1, smtp.server().mails().size());
      assertEquals(2, smtp.server().connections());
    }
  }

  @Test
  void a_connection_is_kept_while_it_is_not_idle_for_long_and_closed_with_the_outlet()
      throws Exception {
    try (Conversation smtp = new Conversation(ScriptedSmtp::asUsual)) {
      smtp.send("bob@example.org");
      smtp.connections().closeIdle();
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().connections(), "it has not been idle for long");
      smtp.connections().closeAll();
      await().until(() -> smtp.server().open() == 0);
      smtp.send("bob@example.org");
      assertEquals(2, smtp.server().connections());
      await().until(() -> smtp.server().open() == 0);
    }
  }

  @Test
  void a_connection_that_was_idle_for_long_is_closed_and_not_used() throws Exception {
    try (Conversation smtp = Conversation.idleFor(Duration.ZERO)) {
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().open());
      smtp.connections().closeIdle();
      await().until(() -> smtp.server().open() == 0);
      smtp.send("bob@example.org");
      smtp.send("bob@example.org");
      assertEquals(3, smtp.server().connections(), "the second one is stale");
      await().until(() -> smtp.server().open() == 1);
    }
  }
}
