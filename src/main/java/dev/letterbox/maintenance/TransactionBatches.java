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

/** Runs long work in short transactions, and ends it early when the application stops. */
@ApplicationScoped
class TransactionBatches {

  private static final Logger LOG = Logger.getLogger(TransactionBatches.class.getName());

  /** Number of attempts of a batch whose rows are locked by other transactions. */
  private static final int MAX_ATTEMPTS = 3;

  @EJB private Transactions transactions;

  private volatile boolean stopped;

  /** No further batch begins. */
  void stop(@Observes @BeforeDestroyed(ApplicationScoped.class) Object shutdown) {
    stopped = true;
  }

  /**
   * Call it between the steps of long work.
   *
   * @throws IllegalStateException when the application is stopping
   */
  void requireNotStopped() {
    if (stopped) {
      throw new IllegalStateException("Letterbox is stopping");
    }
  }

  /**
   * Runs work in a new transaction, and repeats it after a lock conflict.
   *
   * @return the result; empty if each attempt had a lock conflict
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
        LOG.log(Level.FINE, e, () -> "Other transactions have locked some rows");
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
