package dev.letterbox.mail;

import dev.letterbox.shared.SmtpServer;
import dev.letterbox.shared.SmtpServer.Protection;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/**
 * How to speak to a mail server.
 *
 * @param user empty when it asks for none
 * @param timeout for connecting, reading and writing, each
 */
record MailSessions(SmtpServer server, String user, String password, Duration timeout) {

  /**
   * A session of the application server.
   *
   * @param jndiName from a setting
   * @throws IllegalStateException naming it, when it is not there
   */
  @SuppressWarnings("BanJNDI") // only who starts the server can name it
  static Session ofServer(String jndiName) {
    try {
      return InitialContext.doLookup(jndiName);
    } catch (NamingException | ClassCastException e) {
      throw new IllegalStateException("There is no mail session " + jndiName, e);
    }
  }

  /**
   * A session for that mail server.
   *
   * @param international whether addresses have letters that are not ASCII. Then the server must
   *     know SMTPUTF8, and pass the mail on to one that does; so other mails go without
   */
  Session session(boolean international) {
    Properties properties = new Properties();
    String millis = Long.toString(timeout.toMillis());
    properties.put("mail.transport.protocol", "smtp");
    properties.put("mail.smtp.host", server.host());
    properties.put("mail.smtp.port", Integer.toString(server.port()));
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.quitwait", "false");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    properties.put("mail.smtp.ssl.enable", Boolean.toString(server.protection() == Protection.TLS));
    String startTls = Boolean.toString(server.protection() == Protection.STARTTLS);
    properties.put("mail.smtp.starttls.enable", startTls);
    properties.put("mail.smtp.starttls.required", startTls);
    properties.put("mail.mime.allowutf8", Boolean.toString(international));
    properties.put("mail.smtp.auth", Boolean.toString(!user.isEmpty()));
    return Session.getInstance(properties, user.isEmpty() ? null : authenticator());
  }

  private Authenticator authenticator() {
    return new Authenticator() {
      @Override
      protected PasswordAuthentication getPasswordAuthentication() {
        return new PasswordAuthentication(user, password);
      }
    };
  }

  /** Everything but user and password, so that they get into no log. */
  @Override
  public String toString() {
    return "MailSessions[server=" + server + ", timeout=" + timeout + "]";
  }
}
