package dev.letterbox.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * A mail session of the application server. It is not changed, because others use it, too: mails go
 * by a copy, which waits no longer than Letterbox wants to where the session would wait for ever.
 *
 * @param original the server's
 * @param timeout for connecting, reading and writing, each, where the session has none
 */
record JndiSessionFactory(Session original, Duration timeout) implements MailSessionFactory {

  private static final List<String> TIMEOUT_PROPERTIES =
      List.of("connectiontimeout", "timeout", "writetimeout");
  private static final List<String> PROTOCOLS = List.of("smtp", "smtps");

  /**
   * @param jndiName from a setting
   * @throws IllegalStateException naming it, when it is not there
   */
  @SuppressWarnings("BanJNDI") // only who starts the server can name it
  static JndiSessionFactory lookUp(String jndiName, Duration timeout) {
    try {
      return new JndiSessionFactory(InitialContext.doLookup(jndiName), timeout);
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException("There is no mail session " + jndiName, e);
    }
  }

  @Override
  public Session createSession(boolean international) {
    Properties properties = new Properties();
    properties.putAll(original.getProperties());
    original
        .getProperties()
        .stringPropertyNames() // with those that are defaults
        .forEach(name -> properties.put(name, original.getProperty(name)));
    for (String protocol : PROTOCOLS) {
      for (String name : TIMEOUT_PROPERTIES) {
        String key = "mail." + protocol + "." + name;
        if (isUnlimited(original.getProperty(key))) {
          properties.put(key, Long.toString(timeout.toMillis()));
        }
      }
      // else closing waits for an answer, which may not come
      properties.putIfAbsent("mail." + protocol + ".quitwait", "false");
    }
    properties.put(ALLOW_UTF8, Boolean.toString(international));
    return Session.getInstance(properties, authenticator());
  }

  /** No number, zero and less are what Jakarta Mail takes for no limit. */
  private static boolean isUnlimited(String millis) {
    return millis == null || !millis.strip().matches("0*[1-9][0-9]{0,8}");
  }

  /** Asks the server's, which may have passwords that are in no property. */
  private Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return original.requestPasswordAuthentication(
            getRequestingSite(),
            getRequestingPort(),
            getRequestingProtocol(),
            getRequestingPrompt(),
            getDefaultUserName());
      }
    };
  }
}
