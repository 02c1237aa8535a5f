package dev.letterbox.live;

import dev.letterbox.message.store.MailboxesChanged;
import dev.letterbox.shared.jdbc.Database;
import dev.letterbox.shared.jdbc.SignalChannel;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Exchanges changed mailboxes with the other nodes, if the database is shared. A message may be
 * lost: {@link MailboxSubscriptionServiceBean} refreshes all subscriptions now and then.
 */
@ApplicationScoped
class ClusterNotifier {

  private static final Logger LOG = Logger.getLogger(ClusterNotifier.class.getName());

  private static final String CHANNEL = "letterbox_mailboxes";
  private static final Duration LISTEN_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration RECONNECT_DELAY = Duration.ofSeconds(5);

  @Resource private ManagedThreadFactory threads;
  @Inject private Database database;

  private final String nodeId = UUID.randomUUID().toString();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile SignalChannel openChannel;

  /**
   * Sends the mailboxes that were changed on this node (1 statement, if the database is shared).
   */
  void publish(MailboxesChanged changed) {
    if (database.dialect().isShared() && !changed.isEmpty()) {
      SignalChannel.send(database, CHANNEL, ClusterMessage.encode(nodeId, changed));
    }
  }

  /** Starts a thread that forwards changes of other nodes. */
  void listen(Consumer<MailboxesChanged> onChange) {
    if (database.dialect().isShared()) {
      threads.newThread(() -> listenUntilStopped(onChange)).start();
    }
  }

  private void listenUntilStopped(Consumer<MailboxesChanged> onChange) {
    do {
      try (SignalChannel opened = SignalChannel.open(CHANNEL)) {
        openChannel = opened;
        onChange.accept(MailboxesChanged.ANY_OWNER); // messages may have been missed
        while (!isStopped(Duration.ZERO)) {
          opened.await(LISTEN_TIMEOUT).stream()
              .filter(payload -> !ClusterMessage.isFrom(nodeId, payload))
              .map(ClusterMessage::parse)
              .forEach(onChange);
        }
      } catch (SQLException | RuntimeException e) {
        LOG.log(
            isStopped(Duration.ZERO) ? Level.FINE : Level.WARNING,
            e,
            () -> "Changes on other nodes are published late until the connection is restored");
      }
    } while (!isStopped(RECONNECT_DELAY));
  }

  private boolean isStopped(Duration timeout) {
    try {
      return stopped.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  void close() {
    stopped.countDown();
    SignalChannel current = openChannel;
    if (current != null) {
      try {
        current.close();
      } catch (SQLException e) {
        LOG.log(Level.FINE, "Could not close the connection", e);
      }
    }
  }
}
