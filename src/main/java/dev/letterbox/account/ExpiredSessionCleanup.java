package dev.letterbox.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Ends the sessions that nobody uses any more. */
@ApplicationScoped
public class ExpiredSessionCleanup {

  private static final int BATCH_SIZE = 100;

  @Inject private SessionRepository sessionRepository;

  /**
   * Ends some of them; to be called in a transaction for each time. Other nodes may do the same at
   * the same time.
   *
   * @return whether there may be more of them
   */
  public boolean deleteBatch() {
    return sessionRepository.endExpired(BATCH_SIZE);
  }
}
