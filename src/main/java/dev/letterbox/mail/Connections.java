package dev.letterbox.mail;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Connections to one mail server, which are kept for the next mail: as many as there are threads
 * that send. One that was idle for long, or broke, is closed.
 */
class Connections {

  private static final Logger LOG = Logger.getLogger(Connections.class.getName());

  /** Servers close what is idle, often after a minute or less. */
  private static final long IDLE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Session session;
  private final ConcurrentLinkedDeque<Connection> idle = new ConcurrentLinkedDeque<>();
  private volatile boolean closed;

  Connections(Session session) {
    this.session = session;
  }

  /** A connection that nobody uses. */
  private record Connection(Transport transport, boolean used, long since) {

    boolean isFresh() {
      return System.nanoTime() - since < IDLE_NANOS;
    }
  }

  /**
   * Hands a mail in.
   *
   * @throws dev.letterbox.api.spi.DeliveryFailedException when it was not taken
   */
  void send(Message mail, Address[] to) {
    Connection connection = borrow();
    try {
      connection.transport().sendMessage(mail, to);
      giveBack(connection);
    } catch (MessagingException e) {
      Refusal refusal = Refusal.of(e);
      if (!refusal.isOfConnection()) {
        giveBack(connection);
        throw refusal.whileSending();
      }
      close(connection);
      if (!connection.used() || !refusal.isOfThisConnectionOnly()) {
        throw refusal.whileSending();
      }
      sendAnew(mail, to);
    } catch (RuntimeException | Error e) {
      close(connection);
      throw e;
    }
  }

  /** The server has closed a connection after so many mails, or after a while. */
  private void sendAnew(Message mail, Address[] to) {
    Connection connection = connect();
    try {
      connection.transport().sendMessage(mail, to);
      giveBack(connection);
    } catch (MessagingException e) {
      close(connection);
      throw Refusal.of(e).whileSending();
    }
  }

  private Connection borrow() {
    Connection connection = idle.pollFirst();
    while (connection != null && !connection.isFresh()) {
      close(connection);
      connection = idle.pollFirst();
    }
    return connection == null ? connect() : connection;
  }

  private Connection connect() {
    try {
      Transport transport = session.getTransport();
      transport.connect();
      return new Connection(transport, false, System.nanoTime());
    } catch (MessagingException e) {
      throw Refusal.of(e).whileConnecting();
    }
  }

  private void giveBack(Connection connection) {
    idle.addFirst(new Connection(connection.transport(), true, System.nanoTime()));
    if (closed) {
      closeAll();
    }
  }

  /** Closes what nobody has used for a while. */
  void closeIdle() {
    closeThese(idle.stream().filter(connection -> !connection.isFresh()).toList());
  }

  /** Closes all, and from now on each after its mail. */
  void closeAll() {
    closed = true;
    closeThese(new ArrayList<>(idle));
  }

  private void closeThese(List<Connection> connections) {
    connections.stream().filter(idle::remove).forEach(Connections::close);
  }

  private static void close(Connection connection) {
    try {
      connection.transport().close();
    } catch (MessagingException e) {
      LOG.log(Level.FINE, e, () -> "A connection to the mail server was closed already");
    }
  }
}
