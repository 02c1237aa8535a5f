package dev.letterbox.mail;

import dev.letterbox.shared.config.SmtpServer;
import dev.letterbox.shared.config.SmtpServer.Protection;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Creates Jakarta Mail sessions for one mail server. */
final class MailSessionFactory {

  private static final List<String> TIMEOUTS =
      List.of("connectiontimeout", "timeout", "writetimeout");
  private static final List<String> PROTOCOLS = List.of("smtp", "smtps");

  private final Properties properties;
  private final Authenticator authenticator;

  private MailSessionFactory(Properties properties, Authenticator authenticator) {
    this.properties = properties;
    this.authenticator = authenticator;
  }

  /**
   * For the mail server of the settings.
   *
   * @param user empty for no log-in
   * @param timeout for connecting, reading and writing, each
   */
  static MailSessionFactory forServer(
      SmtpServer server, String user, String password, Duration timeout) {
    Properties properties = new Properties();
    String startTls = Boolean.toString(server.protection() == Protection.STARTTLS);
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(server.protection() == Protection.TLS));
    properties.put("mail.smtp.starttls.enable", startTls);
    properties.put("mail.smtp.starttls.required", startTls);
    properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
    addLimits(properties, timeout);
    return new MailSessionFactory(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            return user.isEmpty() ? null : new PasswordAuthentication(user, password);
          }
        });
  }

  /**
   * For a mail session of the application server.
   *
   * @param jndiName from a setting
   * @throws IllegalStateException naming it, if there is none
   */
  @SuppressWarnings("BanJNDI") // the name comes from the configuration of the server
  static MailSessionFactory lookUp(String jndiName, Duration timeout) {
    try {
      return copyOf(InitialContext.doLookup(jndiName), timeout);
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException("There is no mail session " + jndiName, e);
    }
  }

  /**
   * For copies of a session. The session is not changed, because other applications use it, too.
   *
   * @param timeout used where the session has none
   */
  static MailSessionFactory copyOf(Session original, Duration timeout) {
    Properties properties = new Properties();
    properties.putAll(original.getProperties());
    original
        .getProperties()
        .stringPropertyNames() // includes the defaults of the properties
        .forEach(name -> properties.put(name, original.getProperty(name)));
    addLimits(properties, timeout);
    return new MailSessionFactory(
        properties,
        new Authenticator() {
          @Override
          protected PasswordAuthentication getPasswordAuthentication() {
            // the session may have passwords that are not in its properties
            return original.requestPasswordAuthentication(
                getRequestingSite(),
                getRequestingPort(),
                getRequestingProtocol(),
                getRequestingPrompt(),
                getDefaultUserName());
          }
        });
  }

  private static void addLimits(Properties properties, Duration timeout) {
    for (String protocol : PROTOCOLS) {
      for (String name : TIMEOUTS) {
        String key = "mail." + protocol + "." + name;
        if (isUnlimited(properties.getProperty(key))) {
          properties.put(key, Long.toString(timeout.toMillis()));
        }
      }
      // otherwise closing a connection waits for a reply
      properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
    }
  }

  /** Jakarta Mail takes a text that is no number, zero and less for no limit. */
  private static boolean isUnlimited(String millis) {
    return millis == null || !millis.strip().matches("0*[1-9][0-9]{0,8}");
  }

  /**
   * A new session.
   *
   * @param utf8 whether addresses are sent as UTF-8, with SMTPUTF8 (RFC 6531). Every server on the
   *     way must support that, so it is used only for addresses that need it
   */
  Session createSession(boolean utf8) {
    Properties copy = new Properties();
    copy.putAll(properties);
    copy.put("mail.mime.allowutf8", Boolean.toString(utf8));
    return Session.getInstance(copy, authenticator);
  }
}
