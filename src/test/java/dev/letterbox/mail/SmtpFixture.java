package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.mail.TemplateRenderer.RenderedMail;
import dev.letterbox.shared.config.SmtpServer;
import dev.letterbox.shared.config.SmtpServer.Protection;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A scripted mail server, and the connections of batches to it. */
final class SmtpFixture implements AutoCloseable {

  static final Duration TIMEOUT = Duration.ofSeconds(1);

  private final ExecutorService background = Executors.newCachedThreadPool();
  private final ScriptedSmtpServer server;
  private final MailSessionFactory sessions;
  private final ConnectionLimit limit = new ConnectionLimit(TIMEOUT);
  private final SmtpConnection connection;

  private SmtpFixture(UnaryOperator<String> script, String user, Duration timeout)
      throws IOException {
    server = new ScriptedSmtpServer(script);
    sessions = sessions(server.port(), user, timeout);
    connection = newConnection();
  }

  SmtpFixture(UnaryOperator<String> script, String user) throws IOException {
    this(script, user, TIMEOUT);
  }

  SmtpFixture(UnaryOperator<String> script) throws IOException {
    this(script, "");
  }

  /** Waits 30 seconds for a reply, but 1 second for a connection. */
  static SmtpFixture withLongReplyTimeout(UnaryOperator<String> script) throws IOException {
    return new SmtpFixture(script, "", Duration.ofSeconds(30));
  }

  static MailSessionFactory sessions(int port, String user, Duration timeout) {
    return MailSessionFactory.forServer(
        new SmtpServer(Protection.NONE, "localhost", port), user, "secret", timeout);
  }

  static OutgoingMail mail(InternetAddress from, InternetAddress to) {
    return new OutgoingMail(
        "1@example.org",
        SampleNotifications.NOON,
        from,
        to,
        new RenderedMail("en", "Subject", ".\r\n..\nText", "<p>Text"),
        Map.of());
  }

  static OutgoingMail mailTo(String to) {
    return mail(MailAddress.of("", "letterbox@example.org"), MailAddress.of("", to));
  }

  SmtpConnection newConnection() {
    return new SmtpConnection(sessions, limit);
  }

  /** Sends on the connection of one batch. */
  void send(String to) {
    connection.send(mailTo(to));
  }

  DeliveryFailedException sendAndExpectFailure(String to) {
    return assertThrows(DeliveryFailedException.class, () -> send(to));
  }

  /** Sends the only e-mail of another batch. */
  void sendBatch(String to) {
    try (SmtpConnection batch = newConnection()) {
      batch.send(mailTo(to));
    }
  }

  Future<?> sendBatchInBackground(String to) {
    return background.submit(() -> sendBatch(to));
  }

  /** Batches of one e-mail each, to these names at one domain. */
  List<Future<?>> sendBatchesInBackground(String... names) {
    return Stream.of(names)
        .<Future<?>>map(name -> sendBatchInBackground(name + "@example.org"))
        .toList();
  }

  /** Lets a script wait. */
  static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  ScriptedSmtpServer server() {
    return server;
  }

  SmtpConnection connection() {
    return connection;
  }

  ConnectionLimit limit() {
    return limit;
  }

  @Override
  public void close() throws IOException {
    connection.close();
    limit.stop();
    background.shutdownNow();
    server.close();
  }
}
