package dev.letterbox.maintenance;

import dev.letterbox.account.ExpiredSessionCleanup;
import dev.letterbox.idempotency.ExpiredKeyCleanup;
import dev.letterbox.mailbox.SessionMessageCleanup;
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
 * Takes away what nobody needs any more, every few minutes and in small transactions. Each node
 * does it by itself: what one has taken away another does not find.
 */
@Singleton
@DependsOn("ApplicationStartup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());

  @Inject private ExpiredSessionCleanup expiredSessions;
  @Inject private SessionMessageCleanup sessionMessages;
  @EJB private ExpiredKeyCleanup expiredKeys;
  @EJB private Transactions transactions;

  /** All of it, now. What fails is logged, and tried again the next time. */
  @Schedule(hour = "*", minute = "*/5", persistent = false, info = "Letterbox housekeeping")
  public void cleanUp() {
    runAllBatches(
        "sessions that are over",
        () -> transactions.inNewTransaction(expiredSessions::deleteBatch));
    runAllBatches(
        "messages of ended sessions",
        () -> transactions.inNewTransaction(sessionMessages::removeOrphanedBatch));
    runAllBatches("answers to be repeated", expiredKeys::deleteBatch);
  }

  private static void runAllBatches(String description, BooleanSupplier batch) {
    try {
      boolean hasMore = true;
      while (hasMore) {
        hasMore = batch.getAsBoolean();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Can't take away " + description + " at the moment");
    }
  }
}
