package dev.letterbox.maintenance;

import dev.letterbox.shared.Transactions;
import dev.letterbox.shared.UncheckedSqlException;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Long work in short transactions, which ends early when the server stops. */
@ApplicationScoped
class Batches {

  private static final Logger LOG = Logger.getLogger(Batches.class.getName());

  /** How often a batch is tried whose rows others keep locked. */
  private static final int TRIES = 3;

  @EJB private Transactions transactions;

  private volatile boolean stopped;

  /** No further batch begins. */
  void stop() {
    stopped = true;
  }

  /**
   * To be called between the steps of long work.
   *
   * @throws IllegalStateException when the server is about to stop
   */
  void checkStopped() {
    if (stopped) {
      throw new IllegalStateException("Letterbox is about to stop");
    }
  }

  /**
   * Does it in a transaction of its own, again when others were in the way.
   *
   * @return what it gave; empty when others were in the way each time
   */
  <T> Optional<T> begin(Supplier<T> batch) {
    for (int tried = 1; tried <= TRIES; tried++) {
      checkStopped();
      try {
        return Optional.of(transactions.begin(batch));
      } catch (UncheckedSqlException | EJBException e) {
        if (!isPassing(e)) {
          throw e;
        }
        LOG.log(Level.FINE, e, () -> "Others are busy with some rows");
      }
    }
    return Optional.empty();
  }

  private static boolean isPassing(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof UncheckedSqlException refused) {
        return refused.isPassing() || refused.isDuplicateKey();
      }
    }
    return false;
  }
}
