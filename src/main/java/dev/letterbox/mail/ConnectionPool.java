package dev.letterbox.mail;

import dev.letterbox.api.spi.DeliveryFailedException;
import jakarta.mail.Transport;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * Which connections to a mail server there are, for both ways together, and how many there may be:
 * as many as there are mails on their way, until the server says that it wants no more. Then mails
 * wait for those that there are, and each minute one more is tried.
 */
class ConnectionPool {

  private static final long ONE_MORE_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Duration patience;
  private final Duration idleTime;

  /** Fair: whoever has just given one back does not overtake those who wait for it. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition changed = lock.newCondition();
  private final Deque<Connection> idle = new ArrayDeque<>();
  private int open;
  private int most = NO_LIMIT;
  private long limitedAt;
  private boolean closed;

  /**
   * @param patience how long to wait for a connection
   * @param idleTime how long a connection that nobody uses can be relied on
   */
  ConnectionPool(Duration patience, Duration idleTime) {
    this.patience = patience;
    this.idleTime = idleTime;
  }

  /** A connection that nobody uses. */
  record Connection(Way way, Transport transport, boolean used, long since) {

    static Connection fresh(Way way, Transport transport) {
      return new Connection(way, transport, false, System.nanoTime());
    }
  }

  /** Whether nobody has used it for so long that the server may have closed it. */
  boolean isStale(Connection idle) {
    return System.nanoTime() - idle.since() >= idleTime.toNanos();
  }

  /**
   * A connection to use; empty when the caller may make one. When there may be no more, it may be
   * one of the other way: the caller closes it, and makes one in its place. In any case what he has
   * is given back, or its place is freed.
   *
   * @throws DeliveryFailedException when none was free for too long
   */
  Optional<Connection> take(Way way) {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (idle.isEmpty() && open >= most()) {
        if (nanos <= 0) {
          throw DeliveryFailedException.passing(
              "The mail server takes no more connections, and none of %d was free for %d seconds"
                  .formatted(open, patience.toSeconds()),
              null);
        }
        nanos = changed.awaitNanos(nanos);
      }
      Optional<Connection> kept = ofThis(way);
      if (kept.isPresent()) {
        idle.remove(kept.get());
        return kept;
      }
      if (open >= most()) {
        return Optional.of(idle.removeLast());
      }
      open++;
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeliveryFailedException.passing("The server stops", e);
    } finally {
      lock.unlock();
    }
  }

  private Optional<Connection> ofThis(Way way) {
    return idle.stream().filter(connection -> connection.way().equals(way)).findFirst();
  }

  private int most() {
    if (most != NO_LIMIT && System.nanoTime() - limitedAt > ONE_MORE_NANOS) {
      most++;
      limitedAt = System.nanoTime();
    }
    return most;
  }

  /** Whether it is kept for the next one; else the caller closes it. */
  boolean giveBack(Connection connection) {
    lock.lock();
    try {
      if (closed) {
        free();
        return false;
      }
      idle.addFirst(
          new Connection(connection.way(), connection.transport(), true, System.nanoTime()));
      changed.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A connection is no more, or was never made. */
  void free() {
    lock.lock();
    try {
      open--;
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same, because the server wants no more than there are.
   *
   * @return whether there are others to wait for
   */
  boolean freeAndLimit() {
    lock.lock();
    try {
      open--;
      most = open == 0 ? NO_LIMIT : open;
      limitedAt = System.nanoTime();
      changed.signalAll();
      return open > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Takes those out that nobody uses; the caller closes them. */
  List<Transport> remove(Predicate<Connection> which) {
    lock.lock();
    try {
      List<Transport> removed = new ArrayList<>();
      idle.stream().filter(which).map(Connection::transport).forEach(removed::add);
      idle.removeIf(connection -> removed.contains(connection.transport()));
      open -= removed.size();
      changed.signalAll();
      return removed;
    } finally {
      lock.unlock();
    }
  }

  /** From now on nothing is kept. */
  void close() {
    lock.lock();
    try {
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
