package dev.letterbox.mail;

import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;

/**
 * The mail server: that of the setting {@code letterbox.smtp.url}, or a mail session of the
 * application server. All methods except {@link #isConfigured} require a configured one.
 */
@ApplicationScoped
class MailServer {

  /** How long a batch waits when the server accepts no more connections. */
  private static final Duration MAX_CONNECTION_WAIT = Duration.ofMinutes(2);

  private final ConnectionLimit connectionLimit = new ConnectionLimit(MAX_CONNECTION_WAIT);

  @Inject private Settings settings;

  private MailSessionFactory sessions;
  private InternetAddress defaultSender;

  @PostConstruct
  void init() {
    if (isConfigured()) {
      sessions = createSessionFactory();
      defaultSender = findDefaultSender();
    }
  }

  boolean isConfigured() {
    return settings.get(NotificationSetting.SMTP_SERVER).isPresent() || usesJndiSession();
  }

  private boolean usesJndiSession() {
    return !settings.get(NotificationSetting.MAIL_SESSION).isEmpty();
  }

  private MailSessionFactory createSessionFactory() {
    Duration timeout = settings.get(NotificationSetting.MAIL_TIMEOUT);
    return usesJndiSession()
        ? MailSessionFactory.lookUp(settings.get(NotificationSetting.MAIL_SESSION), timeout)
        : MailSessionFactory.forServer(
            settings.get(NotificationSetting.SMTP_SERVER).orElseThrow(),
            settings.get(NotificationSetting.SMTP_USER),
            settings.get(NotificationSetting.SMTP_PASSWORD),
            timeout);
  }

  private InternetAddress findDefaultSender() {
    String configured = settings.get(NotificationSetting.MAIL_FROM);
    try {
      if (!configured.isEmpty()) {
        return MailAddress.parse(configured);
      }
      InternetAddress sessionAddress =
          usesJndiSession() ? InternetAddress.getLocalAddress(sessions.createSession(false)) : null;
      if (sessionAddress != null) {
        return MailAddress.parse(sessionAddress.toUnicodeString());
      }
      Site site = Site.of(settings);
      return MailAddress.of(site.name(), "letterbox@" + site.host());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Setting " + NotificationSetting.MAIL_FROM.key() + ": " + e.getMessage(), e);
    }
  }

  /** The sender of e-mails for which no {@code MailCustomiser} chooses another one. */
  InternetAddress defaultSender() {
    return defaultSender;
  }

  /** Host and port, or the name of the session. */
  String description() {
    return usesJndiSession()
        ? "session " + settings.get(NotificationSetting.MAIL_SESSION)
        : settings
            .get(NotificationSetting.SMTP_SERVER)
            .map(server -> server.host() + ":" + server.port())
            .orElseThrow();
  }

  /** A connection that its first e-mail opens. */
  SmtpConnection newConnection() {
    return new SmtpConnection(sessions, connectionLimit);
  }

  @PreDestroy
  void close() {
    connectionLimit.stop();
  }
}
