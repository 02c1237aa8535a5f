package dev.letterbox.mail;

import dev.letterbox.shared.config.SmtpServer;
import dev.letterbox.shared.config.SmtpServer.Protection;
import jakarta.mail.Authenticator;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;

/**
 * How to speak to the mail server that settings name.
 *
 * @param user empty when it asks for none
 * @param timeout for connecting, reading and writing, each
 */
record SmtpSessionFactory(SmtpServer server, String user, String password, Duration timeout)
    implements MailSessionFactory {

  @Override
  public Session createSession(boolean international) {
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
    properties.put(ALLOW_UTF8, Boolean.toString(international));
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
    return "SmtpSessionFactory[server=" + server + ", timeout=" + timeout + "]";
  }
}
