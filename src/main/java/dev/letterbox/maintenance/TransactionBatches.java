package dev.letterbox.maintenance;

import dev.letterbox.shared.jdbc.Transactions;
import dev.letterbox.shared.jdbc.UncheckedSqlException;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Long work in short transactions, which ends early when the server stops. */
@ApplicationScoped
class TransactionBatches {

  private static final Logger LOG = Logger.getLogger(TransactionBatches.class.getName());

  /** How often a batch is tried whose rows others keep locked. */
  private static final int MAX_ATTEMPTS = 3;

  @EJB private Transactions transactions;

  private volatile boolean stopped;

  /** No further batch begins. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object shutdown) {
    stopped = true;
  }

  /**
   * To be called between the steps of long work.
   *
   * @throws IllegalStateException when the server is about to stop
   */
  void requireNotStopped() {
    if (stopped) {
      throw new IllegalStateException("Letterbox is about to stop");
    }
  }

  /**
   * Does it in a transaction of its own, again when others were in the way.
   *
   * @return what it gave; empty when others were in the way each time
   */
  <T> Optional<T> inNewTransaction(Supplier<T> work) {
    for (int attempt = 1; attempt <= MAX_ATTEMPTS; attempt++) {
      requireNotStopped();
      try {
        return Optional.of(transactions.inNewTransaction(work));
      } catch (UncheckedSqlException | EJBException e) {
        if (!isTransient(e)) {
          throw e;
        }
        LOG.log(Level.FINE, e, () -> "Others are busy with some rows");
      }
    }
    return Optional.empty();
  }

  private static boolean isTransient(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedSqlException sqlException) {
        return sqlException.isTransient() || sqlException.isDuplicateKey();
      }
    }
    return false;
  }
}
