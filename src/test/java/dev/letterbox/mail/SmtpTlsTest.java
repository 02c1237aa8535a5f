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
import dev.letterbox.testing.client.ScriptedSmtpServer;
import dev.letterbox.testing.client.ServerKeyStore;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that speaks TLS and asks for user and password. */
class SmtpTlsTest {

  private static final String HOST = "localhost";

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

  private static Session session(Protection protection, int port, String password) {
    return new SmtpSessionFactory(
            new SmtpServer(protection, HOST, port), "letterbox", password, Duration.ofSeconds(5))
        .createSession(false);
  }

  /** Trusts the certificate of the server, as its operator would. */
  private static Session trustingSession(String password) throws Exception {
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", certificate);
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    Session session = session(Protection.TLS, server.getSmtps().getPort(), password);
    session.getProperties().put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
    return session;
  }

  private static void send(Session session) throws MessagingException {
    ComposedMail mail =
        new ComposedMail(
            "1",
            MailAddress.of("", "letterbox@example.org"),
            MailAddress.of("", "bob@example.org"),
            new TemplateRenderer.RenderedMail("Subject", "Text", "<p>Text"),
            "en",
            Map.of());
    Message message =
        new OutgoingMimeMessage(session, mail, "example.org", SampleNotifications.NOON);
    SmtpClient connections = new SmtpClient(Duration.ofSeconds(5), SmtpClientFixture.IDLE_TIME);
    try {
      connections.send(
          new SmtpRoute(session, false), message, InternetAddress.parse("bob@example.org"));
    } finally {
      connections.closeAll();
    }
  }

  private static String unavailableError(Session session) {
    DeliveryFailedException failure =
        assertThrows(DeliveryFailedException.class, () -> send(session));
    assertEquals(FailureType.CHANNEL_UNAVAILABLE, failure.failureType());
    return failure.getMessage();
  }

  @Test
  void mail_is_sent_over_tls_to_a_trusted_server_with_user_and_password() throws Exception {
    int before = server.getReceivedMessages().length;
    send(trustingSession("right"));
    assertEquals(before + 1, server.getReceivedMessages().length);
  }

  @Test
  void wrong_password_is_reported_without_repeating_it() throws Exception {
    String text = unavailableError(trustingSession("wrong"));
    assertTrue(text.startsWith("The mail server does not let Letterbox in: 535"), text);
    assertTrue(!text.contains("wrong"), text);
  }

  @Test
  void untrusted_certificate_is_refused() throws Exception {
    String text = unavailableError(session(Protection.TLS, server.getSmtps().getPort(), "right"));
    assertTrue(text.contains("unable to find valid certification path"), text);
  }

  @Test
  void password_is_not_sent_to_a_server_without_tls_when_starttls_is_required() throws Exception {
    try (ScriptedSmtpServer plain = new ScriptedSmtpServer(ScriptedSmtpServer::defaultReply)) {
      String text = unavailableError(session(Protection.STARTTLS, plain.port(), "right"));
      assertTrue(text.contains("STARTTLS"), text);
      assertTrue(
          plain.commands().stream().noneMatch(line -> line.matches("(AUTH|MAIL|DATA).*")),
          plain.commands().toString());
    }
  }
}
