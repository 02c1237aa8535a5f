package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import jakarta.mail.internet.InternetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One connection for each batch, and the failures of a server that refuses, is slow or breaks. */
class SmtpConnectionTest {

  private final CountDownLatch testEnded = new CountDownLatch(1);

  @AfterEach
  void endTest() {
    testEnded.countDown();
  }

  @Test
  void batch_uses_one_connection_and_closes_it_at_its_end() throws Exception {
    try (SmtpFixture smtp = new SmtpFixture(ScriptedSmtpServer::defaultReply)) {
      assertEquals(0, smtp.server().connectionCount(), "opened by the first e-mail");
      for (int i = 0; i < 5; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(5, smtp.server().mails().size());
      assertEquals(1, smtp.server().connectionCount());
      assertTrue(smtp.server().mails().get(4).contains("\r\n..\r\n...\r\n"), "dots are doubled");
      assertFalse(smtp.server().commands().contains("NOOP"), "no unnecessary round trip");
      smtp.connection().close();
      await().until(() -> smtp.server().openConnectionCount() == 0);
      assertTrue(smtp.server().commands().contains("QUIT"), smtp.server().commands().toString());
    }
  }

  @Test
  void batches_have_connections_of_their_own() throws Exception {
    try (SmtpFixture smtp = new SmtpFixture(ScriptedSmtpServer::defaultReply)) {
      smtp.send("bob@example.org");
      try (SmtpConnection other = smtp.newConnection()) {
        other.send(SmtpFixture.mailTo("carol@example.org"));
        assertEquals(2, smtp.server().openConnectionCount());
      }
      await().until(() -> smtp.server().openConnectionCount() == 1);
      smtp.send("bob@example.org");
      assertEquals(2, smtp.server().connectionCount());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT, 550 5.1.1 <bob@example.org>: no such user, PERMANENT",
    "RCPT, 450 4.2.0 <bob@example.org> greylisted, TRANSIENT",
    "RCPT, 452 4.2.2 Mailbox full, TRANSIENT",
    "MAIL, 451 4.3.0 Not now, TRANSIENT",
    "MAIL, 530 5.7.0 Log in first, CHANNEL_UNAVAILABLE",
    "MAIL, 534 5.7.9 Too weak, CHANNEL_UNAVAILABLE",
    "MAIL, 552 5.3.4 Too big, PERMANENT",
    "DATA, 554 5.7.1 No, PERMANENT",
    "., 554 5.7.1 Spam, PERMANENT",
    "., 451 4.3.0 Try again, TRANSIENT",
  })
  void reply_5xx_is_permanent_4xx_transient_and_the_connection_is_kept(
      String command, String reply, FailureType type) throws Exception {
    AtomicInteger refusals = new AtomicInteger(1);
    UnaryOperator<String> script =
        line -> line.startsWith(command) && refusals.getAndDecrement() > 0 ? reply : null;
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      DeliveryFailedException failure = smtp.sendAndExpectFailure("bob@example.org");
      assertEquals(type, failure.failureType());
      assertTrue(
          failure.getMessage().startsWith("The mail server refuses: " + reply.substring(0, 9)),
          failure.getMessage());
      assertFalse(failure.getMessage().contains("bob"), "addresses are not logged");
      smtp.send("carol@example.org");
      assertEquals(1, smtp.server().connectionCount());
      assertTrue(smtp.server().mails().get(smtp.server().mails().size() - 1).contains("carol"));
    }
  }

  @ParameterizedTest
  @CsvSource({"MAIL", "RCPT", "DATA", "."})
  void broken_connection_is_closed_and_the_failure_is_transient(String command) throws Exception {
    UnaryOperator<String> script =
        line -> line.startsWith(command) ? ScriptedSmtpServer.CLOSE_CONNECTION : null;
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      for (int attempt = 1; attempt <= 2; attempt++) {
        DeliveryFailedException failure = smtp.sendAndExpectFailure("bob@example.org");
        assertEquals(FailureType.TRANSIENT, failure.failureType());
        assertEquals(attempt, smtp.server().connectionCount());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"hang up", "421 4.7.0 Too many mails"})
  void mail_is_resent_on_a_new_connection_when_the_server_closes_one(String reply)
      throws Exception {
    AtomicInteger mails = new AtomicInteger();
    UnaryOperator<String> script =
        line -> line.startsWith("MAIL") && mails.incrementAndGet() % 3 == 0 ? reply : null;
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      for (int i = 0; i < 10; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(10, smtp.server().mails().size());
      assertEquals(5, smtp.server().connectionCount());
    }
  }

  @Test
  void slow_server_times_out_and_is_not_retried_at_once() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals(".")) {
            SmtpFixture.awaitLatch(testEnded);
          }
          return null;
        };
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      long startedAt = System.nanoTime();
      assertEquals(
          FailureType.TRANSIENT, smtp.sendAndExpectFailure("bob@example.org").failureType());
      assertTrue(Duration.ofNanos(System.nanoTime() - startedAt).toMillis() < 3_000);
      assertEquals(1, smtp.server().connectionCount());
    }
  }

  @Test
  void channel_is_unavailable_without_a_server() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    try (SmtpConnection connection =
        new SmtpConnection(
            SmtpFixture.sessions(port, "", SmtpFixture.TIMEOUT),
            new ConnectionLimit(SmtpFixture.TIMEOUT))) {
      DeliveryFailedException failure =
          assertThrows(
              DeliveryFailedException.class,
              () -> connection.send(SmtpFixture.mailTo("bob@example.org")));
      assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
      assertTrue(
          failure.getMessage().startsWith("No connection to the mail server: "),
          failure.getMessage());
    }
  }

  @ParameterizedTest
  @CsvSource({"554 Go away", "421 Busy", "hang up"})
  void channel_is_unavailable_when_the_server_refuses_connections(String reply) throws Exception {
    try (SmtpFixture smtp = new SmtpFixture(line -> line.equals("CONNECT") ? reply : null)) {
      assertEquals(
          FailureType.CHANNEL_UNAVAILABLE,
          smtp.sendAndExpectFailure("bob@example.org").failureType());
    }
  }

  @Test
  void wrong_password_makes_the_channel_unavailable_and_is_not_in_the_error() throws Exception {
    UnaryOperator<String> script =
        line ->
            line.startsWith("EHLO")
                ? "250-scripted\r\n250 AUTH PLAIN"
                : line.startsWith("AUTH") ? "535 5.7.8 Wrong" : null;
    try (SmtpFixture smtp = new SmtpFixture(script, "letterbox")) {
      DeliveryFailedException failure = smtp.sendAndExpectFailure("bob@example.org");
      assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
      assertEquals("The log-in to the mail server failed: 535 5.7.8 Wrong", failure.getMessage());
    }
  }

  @Test
  void only_an_address_outside_ascii_is_sent_with_smtputf8() throws Exception {
    String address = "kovač\u560d\u560a@example.org";
    try (SmtpFixture smtp = new SmtpFixture(ScriptedSmtpServer::defaultReply)) {
      smtp.send("bob@example.org");
      smtp.send(address);
      smtp.send("bob@example.org");
      String sent =
          new String(address.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
      List<String> commands = smtp.server().commands();
      assertTrue(commands.contains("RCPT TO:<" + sent + ">"), commands.toString());
      assertEquals(
          List.of(
              "MAIL FROM:<letterbox@example.org>",
              "MAIL FROM:<letterbox@example.org> SMTPUTF8",
              "MAIL FROM:<letterbox@example.org>"),
          commands.stream().filter(line -> line.startsWith("MAIL")).toList());
      await().until(() -> smtp.server().openConnectionCount() == 1);
    }
  }

  @Test
  void server_without_smtputf8_refuses_an_address_outside_ascii() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.startsWith("EHLO")) {
            return "250-scripted\r\n250 8BITMIME";
          }
          return line.chars().anyMatch(character -> character > 127)
              ? "553 5.6.7 ASCII only"
              : null;
        };
    InternetAddress bob = MailAddress.of("", "bob@example.org");
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      for (OutgoingMail mail :
          List.of(
              SmtpFixture.mail(bob, MailAddress.of("", "kovač@bücher.example")),
              SmtpFixture.mail(MailAddress.of("", "büro@example.org"), bob))) {
        DeliveryFailedException failure =
            assertThrows(DeliveryFailedException.class, () -> smtp.connection().send(mail));
        assertEquals(FailureType.PERMANENT, failure.failureType());
        assertEquals("The mail server refuses: 553 5.6.7 ASCII only", failure.getMessage());
      }
      assertEquals(List.of(), smtp.server().mails());
    }
  }

  @Test
  void internationalised_domain_is_sent_in_ascii() throws Exception {
    try (SmtpFixture smtp = new SmtpFixture(line -> line.startsWith("EHLO") ? "250 x" : null)) {
      smtp.send("bob@bücher.example");
      assertTrue(smtp.server().commands().contains("RCPT TO:<bob@xn--bcher-kva.example>"));
    }
  }

  @Test
  void connection_that_closes_after_a_refusal_is_replaced() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals("RSET")) {
            SmtpFixture.awaitLatch(testEnded); // Jakarta Mail closes the connection after a timeout
          }
          return line.startsWith("RCPT TO:<bob") ? "550 5.1.1 Unknown" : null;
        };
    try (SmtpFixture smtp = new SmtpFixture(script)) {
      assertEquals(
          FailureType.PERMANENT, smtp.sendAndExpectFailure("bob@example.org").failureType());
      smtp.send("carol@example.org");
      assertEquals(1, smtp.server().mails().size());
      assertEquals(2, smtp.server().connectionCount());
    }
  }
}
