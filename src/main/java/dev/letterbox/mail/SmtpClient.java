package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.mail.SmtpConnectionPool.PooledConnection;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hands mails in at one mail server, by connections that are kept for the next mail. One that was
 * idle for long, or broke, is closed, and an idle one of the other way when its place is needed.
 */
class SmtpClient {

  private static final Logger LOG = Logger.getLogger(SmtpClient.class.getName());

  private final SmtpConnectionPool pool;

  /**
   * @param acquireTimeout how long a mail waits for a connection when the server wants no more of
   *     them
   * @param maxIdleTime how long a connection is kept that nobody uses
   */
  SmtpClient(Duration acquireTimeout, Duration maxIdleTime) {
    this.pool = new SmtpConnectionPool(acquireTimeout, maxIdleTime);
  }

  /**
   * Hands a mail in. One that a server does not take on this connection is tried on another one,
   * once.
   *
   * @throws DeliveryFailedException when it was not taken
   */
  void send(SmtpRoute route, Message mail, Address[] recipients) {
    Optional<DeliveryFailedException> failure = trySend(acquire(route), mail, recipients);
    if (failure.isPresent()) {
      Optional<DeliveryFailedException> secondFailure = trySend(acquire(route), mail, recipients);
      if (secondFailure.isPresent()) {
        throw secondFailure.get();
      }
    }
  }

  /** What was wrong with the connection, when another one is worth a try; empty when it worked. */
  private Optional<DeliveryFailedException> trySend(
      PooledConnection connection, Message mail, Address[] recipients) {
    SmtpError error;
    try {
      if (connection.route().international()
          && !SmtpCapabilities.supportsUtf8(connection.transport())) {
        throw SmtpCapabilities.utf8Unsupported(recipients);
      }
      connection.transport().sendMessage(mail, recipients);
      release(connection);
      return Optional.empty();
    } catch (MessagingException e) {
      error = SmtpError.of(e);
    } catch (RuntimeException | Error e) {
      discard(connection);
      throw e;
    }
    if (!error.isConnectionError()) {
      releaseIfOpen(connection);
      throw error.toSendFailure();
    }
    if (discardAndCheckRetry(connection, error)) {
      return Optional.of(error.toSendFailure());
    }
    throw error.toSendFailure();
  }

  /** Discards the connection. */
  private boolean discardAndCheckRetry(PooledConnection connection, SmtpError error) {
    if (connection.reused()) {
      discard(connection);
      if (error.reply().isEmpty()) {
        closeMatching(other -> true); // what breaks one without a word has broken the others, too
      }
      return error.isRetryableOnNewConnection();
    }
    close(connection.transport());
    if (error.isConnectionLimit()) {
      return pool.releaseSlotAndLimit();
    }
    pool.releaseSlot();
    return false;
  }

  private PooledConnection acquire(SmtpRoute route) {
    while (true) {
      Optional<PooledConnection> pooled = pool.acquire(route);
      Optional<PooledConnection> usable =
          pooled.filter(
              connection -> connection.route().equals(route) && !pool.isStale(connection));
      if (usable.isPresent()) {
        return usable.get();
      }
      pooled.ifPresent(unusable -> close(unusable.transport()));
      Optional<PooledConnection> opened = connect(route, pooled.isPresent());
      if (opened.isPresent()) {
        return opened.get();
      }
    }
  }

  /**
   * Empty when the server wants no more connections than there are.
   *
   * @param isReplacement whether another one was closed for it, which the server may not know yet
   */
  private Optional<PooledConnection> connect(SmtpRoute route, boolean isReplacement) {
    SmtpError error;
    try {
      Transport transport = route.session().getTransport();
      transport.connect();
      return Optional.of(PooledConnection.opened(route, transport));
    } catch (MessagingException e) {
      error = SmtpError.of(e);
    } catch (RuntimeException | Error e) {
      pool.releaseSlot();
      throw e;
    }
    if (!error.isConnectionLimit()) {
      pool.releaseSlot();
    } else if (isReplacement) {
      pool.releaseSlot();
      throw error.toReplaceFailure();
    } else if (pool.releaseSlotAndLimit()) {
      LOG.log(
          Level.FINE,
          error.thrown(),
          () -> "The mail server wants no more connections than there are");
      return Optional.empty();
    }
    throw error.toConnectFailure();
  }

  private void release(PooledConnection connection) {
    if (!pool.release(connection)) {
      close(connection.transport());
    }
  }

  /** After a refusal Jakarta Mail may have closed it, or the server. */
  private void releaseIfOpen(PooledConnection connection) {
    if (connection.transport().isConnected()) {
      release(connection);
    } else {
      discard(connection);
    }
  }

  private void discard(PooledConnection connection) {
    close(connection.transport());
    pool.releaseSlot();
  }

  /** Closes what nobody has used for a while. */
  void closeIdle() {
    closeMatching(pool::isStale);
  }

  /** Closes all, and from now on each after its mail. */
  void closeAll() {
    pool.close();
    closeMatching(connection -> true);
  }

  private void closeMatching(Predicate<PooledConnection> condition) {
    pool.removeIdle(condition).forEach(SmtpClient::close);
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(Level.FINE, e, () -> "A connection to the mail server was closed already");
    }
  }
}
