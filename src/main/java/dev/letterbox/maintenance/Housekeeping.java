package dev.letterbox.maintenance;

import dev.letterbox.idempotency.ExpiredAnswers;
import dev.letterbox.mailbox.SessionMessages;
import dev.letterbox.shared.Transactions;
import dev.letterbox.user.SessionSweep;
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
@DependsOn("Startup")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class.getName());

  @Inject private SessionSweep sessions;
  @Inject private SessionMessages sessionMessages;
  @EJB private ExpiredAnswers answers;
  @EJB private Transactions transactions;

  /** All of it, now. What fails is logged, and tried again the next time. */
  @Schedule(hour = "*", minute = "*/5", persistent = false, info = "Letterbox housekeeping")
  public void cleanUp() {
    whileThereIsMore("sessions that are over", () -> transactions.begin(sessions::endSome));
    whileThereIsMore(
        "messages of ended sessions",
        () -> transactions.begin(sessionMessages::removeSomeLeftBehind));
    whileThereIsMore("answers to be repeated", answers::forgetSome);
  }

  private static void whileThereIsMore(String what, BooleanSupplier batch) {
    try {
      boolean more = true;
      while (more) {
        more = batch.getAsBoolean();
      }
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, e, () -> "Can't take away " + what + " at the moment");
    }
  }
}
