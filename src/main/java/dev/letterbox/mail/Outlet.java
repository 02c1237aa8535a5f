package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.Setting;
import dev.letterbox.shared.Settings;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Where mails leave: the mail session of the server, or the mail server that a setting names. */
@ApplicationScoped
class Outlet {

  @Inject private Settings settings;
  @Inject private Clock clock;

  private MailAddress from;

  /** For ASCII addresses, and, if there is one, for others. */
  private final List<Way> ways = new ArrayList<>();

  /** How mails leave. */
  private record Way(Session session, Connections connections) {

    Way(Session session) {
      this(session, new Connections(session, Duration.ofSeconds(20)));
    }
  }

  @PostConstruct
  void open() {
    String jndiName = settings.get(Setting.MAIL_SESSION);
    if (jndiName.isEmpty()) {
      MailSessions sessions = sessions();
      ways.add(new Way(sessions.session(false)));
      ways.add(new Way(sessions.session(true)));
    } else {
      ways.add(new Way(MailSessions.ofServer(jndiName)));
    }
    from = sender(!jndiName.isEmpty());
  }

  private MailSessions sessions() {
    return new MailSessions(
        settings.get(Setting.SMTP_URL).orElseThrow(),
        settings.get(Setting.SMTP_USER),
        settings.get(Setting.SMTP_PASSWORD),
        Duration.ofSeconds(settings.get(Setting.MAIL_TIMEOUT_SECONDS)));
  }

  private MailAddress sender(boolean mayBeOfSession) {
    String given = settings.get(Setting.MAIL_FROM);
    try {
      if (!given.isEmpty()) {
        return MailAddress.parse(given);
      }
      InternetAddress ofSession =
          mayBeOfSession ? InternetAddress.getLocalAddress(ways.get(0).session()) : null;
      return ofSession == null
          ? MailAddress.of(site().name(), "letterbox@" + site().host())
          : MailAddress.parse(ofSession.toUnicodeString());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "Setting " + Setting.MAIL_FROM.key() + ": " + e.getMessage(), e);
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
    boolean plain = mail.to().isAscii() && mail.from().isAscii();
    if (!plain && ways.size() == 1) {
      throw DeliveryFailedException.permanent(
          "The e-mail address: A mail session of the server sends to ASCII addresses only.", null);
    }
    Way way = ways.get(plain ? 0 : 1);
    try {
      MimeMail message = new MimeMail(way.session(), mail, site().host(), clock.now());
      way.connections().send(message, message.getAllRecipients());
    } catch (MessagingException | IllegalArgumentException e) {
      throw DeliveryFailedException.permanent("There can't be such a mail: " + e.getMessage(), e);
    }
  }

  /** Closes connections that nobody has used for a while. */
  void closeIdle() {
    ways.forEach(way -> way.connections().closeIdle());
  }

  @PreDestroy
  void close() {
    ways.forEach(way -> way.connections().closeAll());
  }
}
