package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import dev.letterbox.shared.config.SmtpServer;
import dev.letterbox.shared.config.SmtpServer.Protection;
import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import dev.letterbox.testing.client.server.ServerKeyStore;
import jakarta.mail.Session;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS, STARTTLS and log-in. */
class SmtpTlsTest {

  private static final String HOST = "localhost";
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  @TempDir static Path folder;

  private static GreenMail server;
  private static Certificate certificate;

  @BeforeAll
  static void start() throws Exception {
    ServerKeyStore serverKeys = ServerKeyStore.generate(folder.resolve("server.p12"), HOST);
    certificate = serverKeys.certificate();
    System.setProperty("greenmail.tls.keystore.file", serverKeys.path().toString());
    System.setProperty("greenmail.tls.keystore.password", ServerKeyStore.PASSWORD);
    server = new GreenMail(new ServerSetup(0, HOST, ServerSetup.PROTOCOL_SMTPS));
    server.setUser("letterbox", "letterbox", "right");
    server.start();
  }

  @AfterAll
  static void stop() {
    server.stop();
    System.clearProperty("greenmail.tls.keystore.file");
    System.clearProperty("greenmail.tls.keystore.password");
  }

  private static MailSessionFactory sessions(Protection protection, int port, String password) {
    return MailSessionFactory.forServer(
        new SmtpServer(protection, HOST, port), "letterbox", password, TIMEOUT);
  }

  /** Trusts the certificate of the server. */
  private static MailSessionFactory trustingSessions(String password) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    Session session =
        sessions(Protection.TLS, server.getSmtps().getPort(), password).createSession(false);
    session.getProperties().put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return MailSessionFactory.copyOf(session, TIMEOUT);
  }

  private static void send(MailSessionFactory sessions) {
    try (SmtpConnection connection = new SmtpConnection(sessions, new ConnectionLimit(TIMEOUT))) {
      connection.send(SmtpFixture.mailTo("bob@example.org"));
    }
  }

  private static String unavailableError(MailSessionFactory sessions) {
    DeliveryFailedException failure =
        assertThrows(DeliveryFailedException.class, () -> send(sessions));
    assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
    return failure.getMessage();
  }

  @Test
  void mail_is_sent_over_tls_to_a_trusted_server_with_user_and_password() throws Exception {
    int before = server.getReceivedMessages().length;
    send(trustingSessions("right"));
    assertEquals(before + 1, server.getReceivedMessages().length);
  }

  @Test
  void wrong_password_is_reported_without_repeating_it() throws Exception {
    String text = unavailableError(trustingSessions("wrong"));
    assertTrue(text.startsWith("The log-in to the mail server failed: 535"), text);
    assertTrue(!text.contains("wrong"), text);
  }

  @Test
  void untrusted_certificate_is_refused() throws Exception {
    String text = unavailableError(sessions(Protection.TLS, server.getSmtps().getPort(), "right"));
    assertTrue(text.contains("unable to find valid certification path"), text);
  }

  @Test
  void password_is_not_sent_to_a_server_without_tls_when_starttls_is_required() throws Exception {
    try (ScriptedSmtpServer plain = new ScriptedSmtpServer(ScriptedSmtpServer::defaultReply)) {
      String text = unavailableError(sessions(Protection.STARTTLS, plain.port(), "right"));
      assertTrue(text.contains("STARTTLS"), text);
      assertTrue(
          plain.commands().stream().noneMatch(line -> line.matches("(AUTH|MAIL|DATA).*")),
          plain.commands().toString());
    }
  }
}
