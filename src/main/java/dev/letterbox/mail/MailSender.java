package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.NotificationSetting;
import dev.letterbox.shared.config.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;

/** Where mails leave: the mail session of the server, or the mail server that a setting names. */
@ApplicationScoped
class MailSender {

  /** Servers close what is idle, often after a minute or less. */
  private static final Duration MAX_IDLE_TIME = Duration.ofSeconds(10);

  @Inject private Settings settings;
  @Inject private Clock clock;

  private MailAddress from;

  /** For both ways, as the mail server counts them together. */
  private SmtpClient smtpClient;

  /** For ASCII addresses. */
  private SmtpRoute asciiRoute;

  /** For others. */
  private SmtpRoute internationalRoute;

  @PostConstruct
  void init() {
    String jndiName = settings.get(NotificationSetting.MAIL_SESSION);
    Duration timeout = Duration.ofSeconds(settings.get(NotificationSetting.MAIL_TIMEOUT_SECONDS));
    MailSessionFactory sessionFactory =
        jndiName.isEmpty()
            ? new SmtpSessionFactory(
                settings.get(NotificationSetting.SMTP_SERVER).orElseThrow(),
                settings.get(NotificationSetting.SMTP_USER),
                settings.get(NotificationSetting.SMTP_PASSWORD),
                timeout)
            : JndiSessionFactory.lookUp(jndiName, timeout);
    smtpClient = new SmtpClient(timeout, MAX_IDLE_TIME);
    asciiRoute = SmtpRoute.of(sessionFactory, false);
    internationalRoute = SmtpRoute.of(sessionFactory, true);
    from = resolveSender(!jndiName.isEmpty());
  }

  private MailAddress resolveSender(boolean usesJndiSession) {
    String configured = settings.get(NotificationSetting.MAIL_FROM);
    try {
      if (!configured.isEmpty()) {
        return MailAddress.parse(configured);
      }
      InternetAddress sessionAddress =
          usesJndiSession ? InternetAddress.getLocalAddress(asciiRoute.session()) : null;
      return sessionAddress == null
          ? MailAddress.of(site().name(), "letterbox@" + site().host())
          : MailAddress.parse(sessionAddress.toUnicodeString());
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
  void send(ComposedMail mail) {
    SmtpRoute route =
        mail.to().isAscii() && mail.from().isAscii() ? asciiRoute : internationalRoute;
    try {
      OutgoingMimeMessage message =
          new OutgoingMimeMessage(route.session(), mail, site().host(), clock.now());
      smtpClient.send(route, message, message.getAllRecipients());
    } catch (MessagingException | IllegalArgumentException e) {
      throw DeliveryFailedException.permanentFailure(
          "There can't be such a mail: " + e.getMessage(), e);
    }
  }

  /** Closes connections that nobody has used for a while. */
  void closeIdle() {
    smtpClient.closeIdle();
  }

  @PreDestroy
  void close() {
    smtpClient.closeAll();
  }
}
