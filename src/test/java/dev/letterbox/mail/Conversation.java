package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.SmtpServer;
import dev.letterbox.shared.SmtpServer.Protection;
import dev.letterbox.testing.client.ScriptedSmtp;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;

/** A mail server, and somebody who sends to it. */
final class Conversation implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(1);
  static final Duration IDLE_TIME = Duration.ofMinutes(1);

  private final ExecutorService background = Executors.newCachedThreadPool();
  private final ScriptedSmtp server;
  private final Way plain;
  private final Way way;
  private final Connections connections;

  private Conversation(
      UnaryOperator<String> script,
      boolean international,
      String user,
      Duration timeout,
      Duration idleTime)
      throws Exception {
    server = new ScriptedSmtp(script);
    plain = new Way(session(server.port(), false, user, timeout), false);
    way = international ? new Way(session(server.port(), true, user, timeout), true) : plain;
    connections = new Connections(PATIENCE, idleTime);
  }

  Conversation(UnaryOperator<String> script, boolean international, String user) throws Exception {
    this(script, international, user, PATIENCE, IDLE_TIME);
  }

  Conversation(UnaryOperator<String> script) throws Exception {
    this(script, false, "");
  }

  /** That waits long for answers, but not for a connection. */
  static Conversation unhurried(UnaryOperator<String> script) throws Exception {
    return new Conversation(script, false, "", Duration.ofSeconds(30), IDLE_TIME);
  }

  /** That sends to some in the international way, and to others not. */
  static Conversation ofBothWays(UnaryOperator<String> script) throws Exception {
    return new Conversation(script, true, "", Duration.ofSeconds(30), IDLE_TIME);
  }

  /** Whose connections are stale after that time. */
  static Conversation idleFor(Duration idleTime) throws Exception {
    return new Conversation(ScriptedSmtp::asUsual, false, "", PATIENCE, idleTime);
  }

  void send(String to) throws MessagingException {
    send("letterbox@example.org", to);
  }

  void send(String from, String to) throws MessagingException {
    send(way, from, to);
  }

  void sendPlainly(String to) throws MessagingException {
    send(plain, "letterbox@example.org", to);
  }

  private void send(Way by, String from, String to) throws MessagingException {
    Mail mail =
        new Mail(
            "1",
            MailAddress.of("", from),
            MailAddress.of("", to),
            new Templates.Written("Subject", ".\r\n..\nText", "<p>Text"),
            "en",
            Map.of());
    MimeMail message = new MimeMail(by.session(), mail, "example.org", Samples.NOON);
    connections.send(by, message, message.getAllRecipients());
  }

  Future<?> inBackground(String to) {
    return background.submit(
        () -> {
          send(to);
          return null;
        });
  }

  Future<?> plainlyInBackground(String to) {
    return background.submit(
        () -> {
          sendPlainly(to);
          return null;
        });
  }

  /** For a server that says nothing until then. */
  static void pauseUntil(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  DeliveryFailedException failure() {
    return assertThrows(DeliveryFailedException.class, () -> send("bob@example.org"));
  }

  @Override
  public void close() throws IOException {
    connections.closeAll();
    background.shutdownNow();
    server.close();
  }

  static Session session(int port, boolean international, String user, Duration timeout) {
    return new MailSessions(
            new SmtpServer(Protection.NONE, "localhost", port), user, "secret", timeout)
        .session(international);
  }

  ScriptedSmtp server() {
    return server;
  }

  Way way() {
    return way;
  }

  Connections connections() {
    return connections;
  }
}
