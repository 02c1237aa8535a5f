package dev.letterbox.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.letterbox.testing.client.server.ScriptedSmtpServer;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Copies of a mail session of the application server. */
class MailSessionFactoryTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static Session createSession(Session original) {
    return MailSessionFactory.copyOf(original, TIMEOUT).createSession(false);
  }

  @ParameterizedTest
  @CsvSource({
    "mail.smtp.timeout, , 20000",
    "mail.smtp.timeout, 0, 20000",
    "mail.smtp.timeout, -1, 20000",
    "mail.smtp.timeout, soon, 20000",
    "mail.smtp.timeout, 5000, 5000",
    "mail.smtp.connectiontimeout, , 20000",
    "mail.smtps.writetimeout, , 20000",
    "mail.smtp.quitwait, , false",
    "mail.smtps.quitwait, , false",
    "mail.smtp.quitwait, true, true",
  })
  void missing_or_unlimited_timeouts_are_replaced_and_others_kept(
      String key, String original, String expected) {
    Properties properties = new Properties();
    if (original != null) {
      properties.put(key, original);
    }
    Session given = Session.getInstance(properties);
    Session copy = createSession(given);
    assertEquals(expected, copy.getProperty(key));
    assertEquals(original, given.getProperty(key), "the session itself is not changed");
    assertNotSame(given, copy);
  }

  @Test
  void other_properties_are_copied_with_defaults_and_objects() {
    Properties defaults = new Properties();
    defaults.put("mail.smtp.host", "mail.example.org");
    Properties properties = new Properties(defaults);
    Object factory = new Object();
    properties.put("mail.smtp.socketFactory", factory);
    Session copy = createSession(Session.getInstance(properties));
    assertEquals("mail.example.org", copy.getProperty("mail.smtp.host"));
    assertEquals(factory, copy.getProperties().get("mail.smtp.socketFactory"));
    assertNull(copy.getProperty("mail.smtp.user"));
  }

  @Test
  void password_comes_from_the_jndi_session() throws Exception {
    try (ScriptedSmtpServer server =
        new ScriptedSmtpServer(
            line ->
                line.startsWith("EHLO")
                    ? "250-scripted\r\n250 AUTH PLAIN"
                    : line.startsWith("AUTH") ? "235 Welcome" : null)) {
      Properties properties = new Properties();
      properties.put("mail.smtp.host", "localhost");
      properties.put("mail.smtp.port", Integer.toString(server.port()));
      properties.put("mail.smtp.auth", "true");
      Authenticator known =
          new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
              return new PasswordAuthentication(getRequestingProtocol(), "secret");
            }
          };
      Session copy = createSession(Session.getInstance(properties, known));
      try (Transport transport = copy.getTransport()) {
        transport.connect();
      }
      String sent = "AUTH PLAIN " + base64("smtp\0smtp\0secret");
      assertTrue(server.commands().contains(sent), server.commands().toString());
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void unknown_jndi_name_is_reported() {
    IllegalStateException error =
        assertThrows(
            IllegalStateException.class, () -> MailSessionFactory.lookUp("mail/nowhere", TIMEOUT));
    assertEquals("There is no mail session mail/nowhere", error.getMessage());
  }
}
