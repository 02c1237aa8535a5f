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
 * @param given the server's
 * @param timeout for connecting, reading and writing, each, where the session has none
 */
record SessionOfServer(Session given, Duration timeout) implements Sessions {

  private static final List<String> TIMEOUTS =
      List.of("connectiontimeout", "timeout", "writetimeout");
  private static final List<String> PROTOCOLS = List.of("smtp", "smtps");

  /**
   * @param jndiName from a setting
   * @throws IllegalStateException naming it, when it is not there
   */
  @SuppressWarnings("BanJNDI") // only who starts the server can name it
  static SessionOfServer find(String jndiName, Duration timeout) {
    try {
      return new SessionOfServer(InitialContext.doLookup(jndiName), timeout);
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException("There is no mail session " + jndiName, e);
    }
  }

  @Override
  public Session session(boolean international) {
    Properties properties = new Properties();
    properties.putAll(given.getProperties());
    given
        .getProperties()
        .stringPropertyNames() // with those that are defaults
        .forEach(name -> properties.put(name, given.getProperty(name)));
    for (String protocol : PROTOCOLS) {
      for (String name : TIMEOUTS) {
        String key = "mail." + protocol + "." + name;
        if (waitsForEver(given.getProperty(key))) {
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
  private static boolean waitsForEver(String millis) {
    return millis == null || !millis.strip().matches("0*[1-9][0-9]{0,8}");
  }

  /** Asks the server's, which may have passwords that are in no property. */
  private Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return given.requestPasswordAuthentication(
            getRequestingSite(),
            getRequestingPort(),
            getRequestingProtocol(),
            getRequestingPrompt(),
            getDefaultUserName());
      }
    };
  }
}
