package dev.letterbox.notification;

import dev.letterbox.message.MailboxesChanged;
import dev.letterbox.shared.DatabaseSignals;
import dev.letterbox.shared.Sql;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The other nodes of the same PostgreSQL database: each tells the others whose mailboxes it has
 * changed. What is lost on the way is noticed by the safety net of {@link Pulse}. With Derby there
 * are no other nodes.
 */
@ApplicationScoped
class OtherNodes {

  private static final Logger LOG = Logger.getLogger(OtherNodes.class.getName());

  private static final String CHANNEL = "letterbox_mailboxes";
  private static final String TELL = "select pg_notify('letterbox_mailboxes', s) from unnest(?) s";
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration BEFORE_NEXT_TRY = Duration.ofSeconds(5);

  @Resource private ManagedThreadFactory threads;
  @Inject private Sql sql;

  private final String self = UUID.randomUUID().toString();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile DatabaseSignals signals;

  /** Tells them of mailboxes that were changed here. */
  void tell(MailboxesChanged changed) {
    if (!sql.isDerby() && !changed.isEmpty()) {
      List<String> texts = Signal.texts(self, changed);
      sql.query(TELL, row -> row.getString(1), (Object) texts.toArray(String[]::new));
    }
  }

  /** From now on hands over what they tell, on a thread of its own. */
  void listen(Consumer<MailboxesChanged> heard) {
    if (!sql.isDerby()) {
      threads.newThread(() -> listenUntilStopped(heard)).start();
    }
  }

  private void listenUntilStopped(Consumer<MailboxesChanged> heard) {
    do {
      try (DatabaseSignals opened = DatabaseSignals.on(CHANNEL)) {
        signals = opened;
        heard.accept(MailboxesChanged.MANY); // of what was told while nobody listened
        while (!isStopped(Duration.ZERO)) {
          opened.await(PATIENCE).stream()
              .filter(text -> !Signal.isOf(self, text))
              .map(Signal::parse)
              .forEach(heard);
        }
      } catch (SQLException | RuntimeException e) {
        LOG.log(
            isStopped(Duration.ZERO) ? Level.FINE : Level.WARNING,
            e,
            () -> "What other nodes change is told late until the database is there again");
      }
    } while (!isStopped(BEFORE_NEXT_TRY));
  }

  private boolean isStopped(Duration wait) {
    try {
      return stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  /** Listens no longer. */
  void close() {
    stopped.countDown();
    DatabaseSignals open = signals;
    if (open != null) {
      try {
        open.close();
      } catch (SQLException e) {
        LOG.log(Level.FINE, "The connection was lost before it was closed", e);
      }
    }
  }
}
