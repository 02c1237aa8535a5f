package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.config.SmtpServer;
import dev.letterbox.shared.config.SmtpServer.Protection;
import dev.letterbox.testing.client.ScriptedSmtpServer;
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
final class SmtpClientFixture implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(1);
  static final Duration IDLE_TIME = Duration.ofMinutes(1);

  private final ExecutorService background = Executors.newCachedThreadPool();
  private final ScriptedSmtpServer server;
  private final SmtpRoute asciiRoute;
  private final SmtpRoute route;
  private final SmtpClient smtpClient;

  private SmtpClientFixture(
      UnaryOperator<String> script,
      boolean international,
      String user,
      Duration timeout,
      Duration idleTime)
      throws Exception {
    server = new ScriptedSmtpServer(script);
    asciiRoute = new SmtpRoute(session(server.port(), false, user, timeout), false);
    route =
        international
            ? new SmtpRoute(session(server.port(), true, user, timeout), true)
            : asciiRoute;
    smtpClient = new SmtpClient(TIMEOUT, idleTime);
  }

  SmtpClientFixture(UnaryOperator<String> script, boolean international, String user)
      throws Exception {
    this(script, international, user, TIMEOUT, IDLE_TIME);
  }

  SmtpClientFixture(UnaryOperator<String> script) throws Exception {
    this(script, false, "");
  }

  /** That waits long for answers, but not for a connection. */
  static SmtpClientFixture withLongTimeout(UnaryOperator<String> script) throws Exception {
    return new SmtpClientFixture(script, false, "", Duration.ofSeconds(30), IDLE_TIME);
  }

  /** That sends to some in the international way, and to others not. */
  static SmtpClientFixture withBothRoutes(UnaryOperator<String> script) throws Exception {
    return new SmtpClientFixture(script, true, "", Duration.ofSeconds(30), IDLE_TIME);
  }

  /** Whose connections are stale after that time. */
  static SmtpClientFixture withMaxIdleTime(Duration idleTime) throws Exception {
    return new SmtpClientFixture(ScriptedSmtpServer::defaultReply, false, "", TIMEOUT, idleTime);
  }

  void send(String to) throws MessagingException {
    send("letterbox@example.org", to);
  }

  void send(String from, String to) throws MessagingException {
    send(route, from, to);
  }

  void sendByAsciiRoute(String to) throws MessagingException {
    send(asciiRoute, "letterbox@example.org", to);
  }

  private void send(SmtpRoute smtpRoute, String from, String to) throws MessagingException {
    ComposedMail mail =
        new ComposedMail(
            "1",
            MailAddress.of("", from),
            MailAddress.of("", to),
            new TemplateRenderer.RenderedMail("Subject", ".\r\n..\nText", "<p>Text"),
            "en",
            Map.of());
    OutgoingMimeMessage message =
        new OutgoingMimeMessage(smtpRoute.session(), mail, "example.org", SampleNotifications.NOON);
    smtpClient.send(smtpRoute, message, message.getAllRecipients());
  }

  Future<?> sendInBackground(String to) {
    return background.submit(
        () -> {
          send(to);
          return null;
        });
  }

  Future<?> sendByAsciiRouteInBackground(String to) {
    return background.submit(
        () -> {
          sendByAsciiRoute(to);
          return null;
        });
  }

  /** For a server that says nothing until then. */
  static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  DeliveryFailedException sendAndExpectFailure() {
    return assertThrows(DeliveryFailedException.class, () -> send("bob@example.org"));
  }

  @Override
  public void close() throws IOException {
    smtpClient.closeAll();
    background.shutdownNow();
    server.close();
  }

  static Session session(int port, boolean international, String user, Duration timeout) {
    return new SmtpSessionFactory(
            new SmtpServer(Protection.NONE, "localhost", port), user, "secret", timeout)
        .createSession(international);
  }

  ScriptedSmtpServer server() {
    return server;
  }

  SmtpRoute route() {
    return route;
  }

  SmtpClient smtpClient() {
    return smtpClient;
  }
}
