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
class SmtpConnectionPool {

  private static final long LIMIT_INCREASE_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();
  private static final int NO_LIMIT = Integer.MAX_VALUE;

  private final Duration acquireTimeout;
  private final Duration maxIdleTime;

  /** Fair: whoever has just given one back does not overtake those who wait for it. */
  private final ReentrantLock lock = new ReentrantLock(true);

  private final Condition availabilityChanged = lock.newCondition();
  private final Deque<PooledConnection> idle = new ArrayDeque<>();
  private int openCount;
  private int limit = NO_LIMIT;
  private long limitedAt;
  private boolean closed;

  /**
   * @param acquireTimeout how long to wait for a connection
   * @param maxIdleTime how long a connection that nobody uses can be relied on
   */
  SmtpConnectionPool(Duration acquireTimeout, Duration maxIdleTime) {
    this.acquireTimeout = acquireTimeout;
    this.maxIdleTime = maxIdleTime;
  }

  /** A connection that nobody uses. */
  record PooledConnection(SmtpRoute route, Transport transport, boolean reused, long idleSince) {

    static PooledConnection opened(SmtpRoute route, Transport transport) {
      return new PooledConnection(route, transport, false, System.nanoTime());
    }
  }

  /** Whether nobody has used it for so long that the server may have closed it. */
  boolean isStale(PooledConnection connection) {
    return System.nanoTime() - connection.idleSince() >= maxIdleTime.toNanos();
  }

  /**
   * A connection to use; empty when the caller may make one. When there may be no more, it may be
   * one of the other way: the caller closes it, and makes one in its place. In any case what he has
   * is given back, or its place is freed.
   *
   * @throws DeliveryFailedException when none was free for too long
   */
  Optional<PooledConnection> acquire(SmtpRoute route) {
    lock.lock();
    try {
      long remainingNanos = acquireTimeout.toNanos();
      while (idle.isEmpty() && openCount >= currentLimit()) {
        if (remainingNanos <= 0) {
          throw DeliveryFailedException.transientFailure(
              "The mail server takes no more connections, and none of %d was free for %d seconds"
                  .formatted(openCount, acquireTimeout.toSeconds()),
              null);
        }
        remainingNanos = availabilityChanged.awaitNanos(remainingNanos);
      }
      Optional<PooledConnection> idleConnection = findIdle(route);
      if (idleConnection.isPresent()) {
        idle.remove(idleConnection.get());
        return idleConnection;
      }
      if (openCount >= currentLimit()) {
        return Optional.of(idle.removeLast());
      }
      openCount++;
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw DeliveryFailedException.transientFailure("The server stops", e);
    } finally {
      lock.unlock();
    }
  }

  private Optional<PooledConnection> findIdle(SmtpRoute route) {
    return idle.stream().filter(connection -> connection.route().equals(route)).findFirst();
  }

  private int currentLimit() {
    if (limit != NO_LIMIT && System.nanoTime() - limitedAt > LIMIT_INCREASE_INTERVAL_NANOS) {
      limit++;
      limitedAt = System.nanoTime();
    }
    return limit;
  }

  /** Whether it is kept for the next one; else the caller closes it. */
  boolean release(PooledConnection connection) {
    lock.lock();
    try {
      if (closed) {
        releaseSlot();
        return false;
      }
      idle.addFirst(
          new PooledConnection(
              connection.route(), connection.transport(), true, System.nanoTime()));
      availabilityChanged.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** A connection is no more, or was never made. */
  void releaseSlot() {
    lock.lock();
    try {
      openCount--;
      availabilityChanged.signal();
    } finally {
      lock.unlock();
    }
  }

  /**
   * The same, because the server wants no more than there are.
   *
   * @return whether there are others to wait for
   */
  boolean releaseSlotAndLimit() {
    lock.lock();
    try {
      openCount--;
      limit = openCount == 0 ? NO_LIMIT : openCount;
      limitedAt = System.nanoTime();
      availabilityChanged.signalAll();
      return openCount > 0;
    } finally {
      lock.unlock();
    }
  }

  /** Takes those out that nobody uses; the caller closes them. */
  List<Transport> removeIdle(Predicate<PooledConnection> condition) {
    lock.lock();
    try {
      List<Transport> removed = new ArrayList<>();
      idle.stream().filter(condition).map(PooledConnection::transport).forEach(removed::add);
      idle.removeIf(connection -> removed.contains(connection.transport()));
      openCount -= removed.size();
      availabilityChanged.signalAll();
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
