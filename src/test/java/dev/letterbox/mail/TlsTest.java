package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.Kind;
import dev.letterbox.shared.SmtpServer;
import dev.letterbox.shared.SmtpServer.Protection;
import dev.letterbox.testing.client.KeyFile;
import dev.letterbox.testing.client.ScriptedSmtp;
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
class TlsTest {

  private static final String HOST = "localhost";

  @TempDir static Path folder;

  private static GreenMail server;
  private static Certificate certificate;

  @BeforeAll
  static void start() throws Exception {
    KeyFile own = KeyFile.make(folder.resolve("server.p12"), HOST);
    certificate = own.certificate();
    System.setProperty("greenmail.tls.keystore.file", own.file().toString());
    System.setProperty("greenmail.tls.keystore.password", KeyFile.PASSWORD);
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
    return new MailSessions(
            new SmtpServer(protection, HOST, port), "letterbox", password, Duration.ofSeconds(5))
        .session(false);
  }

  /** Trusts the certificate of the server, as its operator would. */
  private static Session trusting(String password) throws Exception {
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
    Mail mail =
        new Mail(
            "1",
            MailAddress.of("", "letterbox@example.org"),
            MailAddress.of("", "bob@example.org"),
            new Templates.Written("Subject", "Text", "<p>Text"),
            "en",
            Map.of());
    Message message = new MimeMail(session, mail, "example.org", Samples.NOON);
    Connections connections = new Connections(Duration.ofSeconds(5), Conversation.IDLE_TIME);
    try {
      connections.send(new Way(session, false), message, InternetAddress.parse("bob@example.org"));
    } finally {
      connections.closeAll();
    }
  }

  private static String unavailable(Session session) {
    DeliveryFailedException failure =
        assertThrows(DeliveryFailedException.class, () -> send(session));
    assertEquals(Kind.UNAVAILABLE, failure.kind());
    return failure.getMessage();
  }

  @Test
  void a_mail_goes_encrypted_to_who_has_the_right_certificate_with_user_and_password()
      throws Exception {
    int before = server.getReceivedMessages().length;
    send(trusting("right"));
    assertEquals(before + 1, server.getReceivedMessages().length);
  }

  @Test
  void a_wrong_password_is_told_without_repeating_it() throws Exception {
    String text = unavailable(trusting("wrong"));
    assertTrue(text.startsWith("The mail server does not let Letterbox in: 535"), text);
    assertTrue(!text.contains("wrong"), text);
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_not_taken() throws Exception {
    String text = unavailable(session(Protection.TLS, server.getSmtps().getPort(), "right"));
    assertTrue(text.contains("unable to find valid certification path"), text);
  }

  @Test
  void a_server_that_does_not_speak_tls_gets_no_password_from_who_wants_it() throws Exception {
    try (ScriptedSmtp plain = new ScriptedSmtp(ScriptedSmtp::asUsual)) {
      String text = unavailable(session(Protection.STARTTLS, plain.port(), "right"));
      assertTrue(text.contains("STARTTLS"), text);
      assertTrue(
          plain.commands().stream().noneMatch(line -> line.matches("(AUTH|MAIL|DATA).*")),
          plain.commands().toString());
    }
  }
}
