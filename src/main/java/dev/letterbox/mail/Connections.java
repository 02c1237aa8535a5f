package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.mail.ConnectionPool.Connection;
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
class Connections {

  private static final Logger LOG = Logger.getLogger(Connections.class.getName());

  private final ConnectionPool pool;

  /**
   * @param patience how long a mail waits for a connection when the server wants no more of them
   * @param idleTime how long a connection is kept that nobody uses
   */
  Connections(Duration patience, Duration idleTime) {
    this.pool = new ConnectionPool(patience, idleTime);
  }

  /**
   * Hands a mail in. One that a server does not take on this connection is tried on another one,
   * once.
   *
   * @throws DeliveryFailedException when it was not taken
   */
  void send(Way way, Message mail, Address[] to) {
    Optional<DeliveryFailedException> broken = tryOn(borrow(way), mail, to);
    if (broken.isPresent()) {
      Optional<DeliveryFailedException> brokenAgain = tryOn(borrow(way), mail, to);
      if (brokenAgain.isPresent()) {
        throw brokenAgain.get();
      }
    }
  }

  /** What was wrong with the connection, when another one is worth a try; empty when it worked. */
  private Optional<DeliveryFailedException> tryOn(
      Connection connection, Message mail, Address[] to) {
    Refusal refusal;
    try {
      if (connection.way().international() && !SmtpExtensions.hasUtf8(connection.transport())) {
        throw SmtpExtensions.noUtf8(to);
      }
      connection.transport().sendMessage(mail, to);
      giveBack(connection);
      return Optional.empty();
    } catch (MessagingException e) {
      refusal = Refusal.of(e);
    } catch (RuntimeException | Error e) {
      discard(connection);
      throw e;
    }
    if (!refusal.isOfConnection()) {
      giveBackIfOpen(connection);
      throw refusal.whileSending();
    }
    if (isAnotherWorthIt(connection, refusal)) {
      return Optional.of(refusal.whileSending());
    }
    throw refusal.whileSending();
  }

  /** Discards the connection. */
  private boolean isAnotherWorthIt(Connection connection, Refusal refusal) {
    if (connection.used()) {
      discard(connection);
      if (refusal.answer().isEmpty()) {
        closeThese(idle -> true); // what breaks one without a word has broken the others, too
      }
      return refusal.isOfThisConnectionOnly();
    }
    close(connection.transport());
    if (refusal.isOfTooMany()) {
      return pool.freeAndLimit();
    }
    pool.free();
    return false;
  }

  private Connection borrow(Way way) {
    while (true) {
      Optional<Connection> kept = pool.take(way);
      Optional<Connection> fit = kept.filter(idle -> idle.way().equals(way) && !pool.isStale(idle));
      if (fit.isPresent()) {
        return fit.get();
      }
      kept.ifPresent(unfit -> close(unfit.transport()));
      Optional<Connection> made = connect(way, kept.isPresent());
      if (made.isPresent()) {
        return made.get();
      }
    }
  }

  /**
   * Empty when the server wants no more connections than there are.
   *
   * @param inPlaceOfOne whether another one was closed for it, which the server may not know yet
   */
  private Optional<Connection> connect(Way way, boolean inPlaceOfOne) {
    Refusal refusal;
    try {
      Transport transport = way.session().getTransport();
      transport.connect();
      return Optional.of(Connection.fresh(way, transport));
    } catch (MessagingException e) {
      refusal = Refusal.of(e);
    } catch (RuntimeException | Error e) {
      pool.free();
      throw e;
    }
    if (!refusal.isOfTooMany()) {
      pool.free();
    } else if (inPlaceOfOne) {
      pool.free();
      throw refusal.whileReplacing();
    } else if (pool.freeAndLimit()) {
      LOG.log(
          Level.FINE,
          refusal.thrown(),
          () -> "The mail server wants no more connections than there are");
      return Optional.empty();
    }
    throw refusal.whileConnecting();
  }

  private void giveBack(Connection connection) {
    if (!pool.giveBack(connection)) {
      close(connection.transport());
    }
  }

  /** After a refusal Jakarta Mail may have closed it, or the server. */
  private void giveBackIfOpen(Connection connection) {
    if (connection.transport().isConnected()) {
      giveBack(connection);
    } else {
      discard(connection);
    }
  }

  private void discard(Connection connection) {
    close(connection.transport());
    pool.free();
  }

  /** Closes what nobody has used for a while. */
  void closeIdle() {
    closeThese(pool::isStale);
  }

  /** Closes all, and from now on each after its mail. */
  void closeAll() {
    pool.close();
    closeThese(idle -> true);
  }

  private void closeThese(Predicate<Connection> which) {
    pool.remove(which).forEach(Connections::close);
  }

  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      LOG.log(Level.FINE, e, () -> "A connection to the mail server was closed already");
    }
  }
}
