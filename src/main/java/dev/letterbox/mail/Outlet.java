package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.NotificationSetting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;

/** Where mails leave: the mail session of the server, or the mail server that a setting names. */
@ApplicationScoped
class Outlet {

  /** Servers close what is idle, often after a minute or less. */
  private static final Duration IDLE_TIME = Duration.ofSeconds(10);

  @Inject private Settings settings;
  @Inject private Clock clock;

  private MailAddress from;

  /** For both ways, as the mail server counts them together. */
  private Connections connections;

  /** For ASCII addresses. */
  private Way plain;

  /** For others. */
  private Way international;

  @PostConstruct
  void open() {
    String jndiName = settings.get(NotificationSetting.MAIL_SESSION);
    Duration timeout = Duration.ofSeconds(settings.get(NotificationSetting.MAIL_TIMEOUT_SECONDS));
    Sessions sessions =
        jndiName.isEmpty()
            ? new MailSessions(
                settings.get(NotificationSetting.SMTP_URL).orElseThrow(),
                settings.get(NotificationSetting.SMTP_USER),
                settings.get(NotificationSetting.SMTP_PASSWORD),
                timeout)
            : SessionOfServer.find(jndiName, timeout);
    connections = new Connections(timeout, IDLE_TIME);
    plain = Way.of(sessions, false);
    international = Way.of(sessions, true);
    from = sender(!jndiName.isEmpty());
  }

  private MailAddress sender(boolean mayBeOfSession) {
    String given = settings.get(NotificationSetting.MAIL_FROM);
    try {
      if (!given.isEmpty()) {
        return MailAddress.parse(given);
      }
      InternetAddress ofSession =
          mayBeOfSession ? InternetAddress.getLocalAddress(plain.session()) : null;
      return ofSession == null
          ? MailAddress.of(site().name(), "letterbox@" + site().host())
          : MailAddress.parse(ofSession.toUnicodeString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Setting " + NotificationSetting.MAIL_FROM.key() + ": " + e.getMessage(), e);
    }
  }

  private Site site() {
    return Site.of(settings);
  }

  /** Whom mails show as their sender. */
  MailAddress from() {
    return from;
  }

  /**
   * Sends a mail.
   *
   * @throws DeliveryFailedException when it was not taken
   */
  void send(Mail mail) {
    Way way = mail.to().isAscii() && mail.from().isAscii() ? plain : international;
    try {
      MimeMail message = new MimeMail(way.session(), mail, site().host(), clock.now());
      connections.send(way, message, message.getAllRecipients());
    } catch (MessagingException | IllegalArgumentException e) {
      throw DeliveryFailedException.permanent("There can't be such a mail: " + e.getMessage(), e);
    }
  }

  /** Closes connections that nobody has used for a while. */
  void closeIdle() {
    connections.closeIdle();
  }

  @PreDestroy
  void close() {
    connections.closeAll();
  }
}
