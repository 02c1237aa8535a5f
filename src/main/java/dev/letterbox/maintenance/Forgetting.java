package dev.letterbox.maintenance;

import dev.letterbox.idempotency.ExpiredAnswers;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;

/** Forgets what is kept for a while only. */
@Singleton
@DependsOn("Startup")
@TransactionManagement(TransactionManagementType.BEAN)
public class Forgetting {

  @EJB private ExpiredAnswers answers;

  /** Each time all that has expired, in short transactions. Several nodes may be at it at once. */
  @Schedule(hour = "*", minute = "*/10", persistent = false)
  public void forgetExpiredAnswers() {
    boolean more;
    do {
      more = answers.forgetSome();
    } while (more);
  }
}
