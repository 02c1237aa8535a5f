package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The connection of one batch to the mail server. The first e-mail opens it, and the next ones
 * reuse it. It is replaced when it breaks, when the server closes it, and between e-mails of which
 * only one needs SMTPUTF8. To be used by one thread.
 */
class SmtpConnection implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(SmtpConnection.class.getName());

  /** An older connection is closed after an e-mail if other batches wait for one. */
  private static final Duration MAX_AGE = Duration.ofSeconds(5);

  private static final ServiceFileCache SERVICE_FILES =
      new ServiceFileCache(SmtpConnection.class.getClassLoader());

  private final MailSessionFactory sessions;
  private final ConnectionLimit limit;

  private Session session;

  /** Null while there is no connection. */
  private Transport transport;

  private boolean utf8;
  private long openedAtNanos;

  SmtpConnection(MailSessionFactory sessions, ConnectionLimit limit) {
    this.sessions = sessions;
    this.limit = limit;
  }

  /**
   * Sends an e-mail. If a reused connection turns out to be broken, tries once more on a new one.
   *
   * @throws DeliveryFailedException if the mail server does not accept it
   */
  void send(OutgoingMail mail) {
    SERVICE_FILES.runWith(() -> sendOrRetry(mail));
  }

  private void sendOrRetry(OutgoingMail mail) {
    boolean reused = transport != null && utf8 == mail.needsUtf8();
    Optional<SmtpError> error = trySend(mail);
    if (reused && error.filter(SmtpError::isRetryableOnNewConnection).isPresent()) {
      error = trySend(mail);
    }
    if (System.nanoTime() - openedAtNanos > MAX_AGE.toNanos() && limit.isContended()) {
      close();
    }
    if (error.isPresent()) {
      throw error.get().toSendFailure();
    }
  }

  private Optional<SmtpError> trySend(OutgoingMail mail) {
    open(mail.needsUtf8());
    MimeMessage message = toMimeMessage(mail);
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return Optional.empty();
    } catch (MessagingException e) {
      SmtpError error = SmtpError.of(e);
      if (error.isConnectionError() || !transport.isConnected()) {
        close();
      }
      return Optional.of(error);
    } catch (RuntimeException | Error e) {
      close(); // the server may have received a part of the e-mail
      throw e;
    }
  }

  private MimeMessage toMimeMessage(OutgoingMail mail) {
    try {
      return mail.toMimeMessage(session);
    } catch (MessagingException e) {
      throw DeliveryFailedException.permanentFailure(
          "The e-mail can't be created: " + e.getMessage(), e);
    }
  }

  private void open(boolean needsUtf8) {
    if (utf8 != needsUtf8) {
      close();
    }
    while (transport == null) {
      connect(needsUtf8, limit.acquire());
    }
  }

  /** Opens no connection if other ones have to be closed before. */
  private void connect(boolean needsUtf8, int openBefore) {
    SmtpError error;
    try {
      session = sessions.createSession(needsUtf8);
      Transport opened = session.getTransport();
      opened.connect();
      limit.opened();
      transport = opened;
      utf8 = needsUtf8;
      openedAtNanos = System.nanoTime();
      return;
    } catch (MessagingException e) {
      error = SmtpError.of(e);
    } catch (RuntimeException | Error e) {
      limit.failed();
      throw e;
    }
    if (!error.isConnectionLimit()) {
      limit.failed();
      throw error.toConnectFailure();
    }
    if (!limit.refused(openBefore)) {
      throw error.toConnectFailure();
    }
    LOG.log(Level.FINE, error.thrown(), () -> "The mail server accepts no more connections");
  }

  @Override
  public void close() {
    if (transport == null) {
      return;
    }
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(Level.FINE, "The connection to the mail server was already closed", e);
    } finally {
      transport = null;
      limit.closed();
    }
  }
}
