package dev.letterbox.maintenance;

import dev.letterbox.account.SessionRepository;
import dev.letterbox.idempotency.IdempotencyRepository;
import dev.letterbox.message.store.maintenance.SessionMessageCleanup;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes expired sessions and idempotency keys, and messages of ended sessions, every five minutes
 * and in small transactions. Every node does so, without coordination.
 */
@Singleton
@DependsOn("ApplicationStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ExpiryTimer {

  private static final Logger LOG = Logger.getLogger(ExpiryTimer.class.getName());

  private static final int SESSION_BATCH_SIZE = 100;

  @Inject private SessionRepository sessionRepository;
  @Inject private IdempotencyRepository idempotencyRepository;
  @Inject private SessionMessageCleanup sessionMessages;
  @EJB private Transactions transactions;

  /** Deletes now. A failure is logged; the next run tries again. */
  @Schedule(hour = "*", minute = "*/5", persistent = false, info = "Letterbox expiry")
  public void deleteExpired() {
    runAllBatches(
        "expired sessions",
        () ->
            transactions.inNewTransaction(() -> sessionRepository.endExpired(SESSION_BATCH_SIZE)));
    runAllBatches(
        "messages of ended sessions",
        () -> transactions.inNewTransaction(sessionMessages::deleteOrphanedBatch));
    runAllBatches(
        "expired idempotency keys",
        () -> transactions.inNewTransaction(idempotencyRepository::deleteExpired));
  }

  private static void runAllBatches(String description, BooleanSupplier batch) {
    try {
      boolean hasMore = true;
      while (hasMore) {
        hasMore = batch.getAsBoolean();
      }
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING, e, () -> "Failed to delete " + description + "; the next run tries again");
    }
  }
}
