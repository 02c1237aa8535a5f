package dev.letterbox.mail;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import dev.letterbox.testing.client.ScriptedSmtpServer;
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
class SmtpClientTest {

  private final CountDownLatch testEnded = new CountDownLatch(1);

  @AfterEach
  void endTest() {
    testEnded.countDown();
  }

  @Test
  void one_connection_sends_many_mails() throws Exception {
    try (SmtpClientFixture smtp = new SmtpClientFixture(ScriptedSmtpServer::defaultReply)) {
      for (int i = 0; i < 5; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(5, smtp.server().mails().size());
      assertEquals(1, smtp.server().connectionCount());
      assertTrue(smtp.server().mails().get(4).contains("\r\n..\r\n...\r\n"), "dots are doubled");
      assertFalse(smtp.server().commands().contains("NOOP"), "no round trip more than it needs");
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
      String command, String answer, FailureType kind) throws Exception {
    AtomicInteger refusals = new AtomicInteger(1);
    UnaryOperator<String> script =
        line -> line.startsWith(command) && refusals.getAndDecrement() > 0 ? answer : null;
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      DeliveryFailedException failure = smtp.sendAndExpectFailure();
      assertEquals(kind, failure.failureType());
      assertTrue(
          failure.getMessage().startsWith("The mail server refuses: " + answer.substring(0, 9)),
          failure.getMessage());
      assertFalse(failure.getMessage().contains("bob"), "no address gets into a log");
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
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      assertEquals(FailureType.TRANSIENT, smtp.sendAndExpectFailure().failureType());
      assertEquals(FailureType.TRANSIENT, smtp.sendAndExpectFailure().failureType());
      assertEquals(2, smtp.server().connectionCount());
    }
  }

  @ParameterizedTest
  @CsvSource({"hang up", "421 4.7.0 Too many mails"})
  void mail_is_resent_on_a_new_connection_when_the_server_closes_one(String answer)
      throws Exception {
    AtomicInteger mails = new AtomicInteger();
    UnaryOperator<String> script =
        line -> line.startsWith("MAIL") && mails.incrementAndGet() % 3 == 0 ? answer : null;
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      for (int i = 0; i < 10; i++) {
        smtp.send("bob@example.org");
      }
      assertEquals(10, smtp.server().mails().size());
      assertEquals(5, smtp.server().connectionCount());
    }
  }

  @Test
  void connection_slot_is_released_when_a_mail_can_not_be_written() throws Exception {
    AtomicInteger mails = new AtomicInteger();
    UnaryOperator<String> script =
        line -> line.startsWith("MAIL") && mails.incrementAndGet() == 2 ? "hang up" : null;
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      smtp.send("bob@example.org");
      MimeMessage unwritable =
          new MimeMessage(smtp.route().session()) {
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
              smtp.smtpClient()
                  .send(smtp.route(), unwritable, InternetAddress.parse("bob@example.org")));
      await().until(() -> smtp.server().openConnectionCount() == 0);
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().openConnectionCount());
    }
  }

  @Test
  void slow_server_times_out_and_is_not_retried_at_once() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals(".")) {
            SmtpClientFixture.awaitLatch(testEnded);
          }
          return null;
        };
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      long startedAt = System.nanoTime();
      assertEquals(FailureType.TRANSIENT, smtp.sendAndExpectFailure().failureType());
      assertTrue(Duration.ofNanos(System.nanoTime() - startedAt).toMillis() < 3_000);
      assertEquals(1, smtp.server().connectionCount(), "not tried at once again");
    }
  }

  @Test
  void channel_is_unavailable_without_a_server() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    SmtpClient connections = new SmtpClient(SmtpClientFixture.TIMEOUT, SmtpClientFixture.IDLE_TIME);
    SmtpRoute route =
        new SmtpRoute(SmtpClientFixture.session(port, false, "", SmtpClientFixture.TIMEOUT), false);
    OutgoingMimeMessage mail =
        new OutgoingMimeMessage(
            route.session(),
            new ComposedMail(
                "1",
                MailAddress.of("", "a@b"),
                MailAddress.of("", "c@d"),
                new TemplateRenderer.RenderedMail("", "", ""),
                "en",
                Map.of()),
            "b",
            SampleNotifications.NOON);
    DeliveryFailedException failure =
        assertThrows(
            DeliveryFailedException.class,
            () -> connections.send(route, mail, mail.getAllRecipients()));
    assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
    assertTrue(
        failure.getMessage().startsWith("There is no connection to the mail server: "),
        failure.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"CONNECT, 554 Go away", "CONNECT, 421 Busy", "CONNECT, hang up"})
  void channel_is_unavailable_when_the_server_refuses_connections(String command, String answer)
      throws Exception {
    try (SmtpClientFixture smtp =
        new SmtpClientFixture(line -> line.startsWith(command) ? answer : null)) {
      assertEquals(FailureType.CHANNEL_UNAVAILABLE, smtp.sendAndExpectFailure().failureType());
    }
  }

  @Test
  void wrong_password_makes_the_channel_unavailable_and_is_in_no_text() throws Exception {
    UnaryOperator<String> script =
        line ->
            line.startsWith("EHLO")
                ? "250-scripted\r\n250 AUTH PLAIN"
                : line.startsWith("AUTH") ? "535 5.7.8 Wrong" : null;
    try (SmtpClientFixture smtp = new SmtpClientFixture(script, false, "letterbox")) {
      DeliveryFailedException failure = smtp.sendAndExpectFailure();
      assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
      assertEquals(
          "The mail server does not let Letterbox in: 535 5.7.8 Wrong", failure.getMessage());
    }
    assertFalse(
        new SmtpSessionFactory(null, "u", "secret", Duration.ZERO).toString().contains("secret"));
  }

  @Test
  void international_address_is_sent_in_utf8() throws Exception {
    String address = "kovač\u560d\u560a@example.org";
    try (SmtpClientFixture smtp =
        new SmtpClientFixture(ScriptedSmtpServer::defaultReply, true, "")) {
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
  void international_address_is_not_sent_to_a_server_without_smtputf8() throws Exception {
    UnaryOperator<String> script =
        line -> line.startsWith("EHLO") ? "250-scripted\r\n250 8BITMIME" : null;
    try (SmtpClientFixture smtp = new SmtpClientFixture(script, true, "")) {
      DeliveryFailedException failure =
          assertThrows(DeliveryFailedException.class, () -> smtp.send("kovač@bücher.example"));
      assertEquals(FailureType.PERMANENT, failure.failureType());
      assertEquals(
          "The e-mail address has other than ASCII letters before the @, and the mail server does"
              + " not take such addresses (SMTPUTF8)",
          failure.getMessage());
      DeliveryFailedException ofSender =
          assertThrows(
              DeliveryFailedException.class, () -> smtp.send("büro@example.org", "bob@x.example"));
      assertEquals(FailureType.TRANSIENT, ofSender.failureType(), "the operator can mend it");
      assertTrue(ofSender.getMessage().startsWith("The sender has"), ofSender.getMessage());
      assertFalse(smtp.server().commands().toString().contains("MAIL"), "before anything is sent");
    }
  }

  @Test
  void internationalised_domain_is_sent_in_ascii() throws Exception {
    try (SmtpClientFixture smtp =
        new SmtpClientFixture(line -> line.startsWith("EHLO") ? "250 x" : null)) {
      smtp.send("bob@bücher.example");
      assertTrue(smtp.server().commands().contains("RCPT TO:<bob@xn--bcher-kva.example>"));
    }
  }

  @Test
  void connection_closed_after_a_refusal_is_not_reused() throws Exception {
    UnaryOperator<String> script =
        line -> {
          if (line.equals("RSET")) {
            SmtpClientFixture.awaitLatch(testEnded); // then Jakarta Mail closes the connection
          }
          return line.startsWith("RCPT TO:<bob") ? "550 5.1.1 Unknown" : null;
        };
    try (SmtpClientFixture smtp = new SmtpClientFixture(script)) {
      assertEquals(FailureType.PERMANENT, smtp.sendAndExpectFailure().failureType());
      smtp.send("carol@example.org");
      assertEquals(1, smtp.server().mails().size());
      assertEquals(2, smtp.server().connectionCount());
    }
  }

  @Test
  void connection_is_kept_until_idle_too_long_or_closed_with_the_client() throws Exception {
    try (SmtpClientFixture smtp = new SmtpClientFixture(ScriptedSmtpServer::defaultReply)) {
      smtp.send("bob@example.org");
      smtp.smtpClient().closeIdle();
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().connectionCount(), "it has not been idle for long");
      smtp.smtpClient().closeAll();
      await().until(() -> smtp.server().openConnectionCount() == 0);
      smtp.send("bob@example.org");
      assertEquals(2, smtp.server().connectionCount());
      await().until(() -> smtp.server().openConnectionCount() == 0);
    }
  }

  @Test
  void stale_connection_is_closed_and_not_reused() throws Exception {
    try (SmtpClientFixture smtp = SmtpClientFixture.withMaxIdleTime(Duration.ZERO)) {
      smtp.send("bob@example.org");
      assertEquals(1, smtp.server().openConnectionCount());
      smtp.smtpClient().closeIdle();
      await().until(() -> smtp.server().openConnectionCount() == 0);
      smtp.send("bob@example.org");
      smtp.send("bob@example.org");
      assertEquals(3, smtp.server().connectionCount(), "the second one is stale");
      await().until(() -> smtp.server().openConnectionCount() == 1);
    }
  }
}
