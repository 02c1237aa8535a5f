package dev.letterbox.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/** Ends the sessions that nobody uses any more. */
@ApplicationScoped
public class SessionSweep {

  private static final int BATCH = 100;

  @Inject private Sessions sessions;

  /**
   * Ends some of them, in a transaction of its own. Other nodes may do the same at the same time.
   *
   * @return whether there may be more of them
   */
  @Transactional(TxType.REQUIRES_NEW)
  public boolean endSome() {
    return sessions.endExpired(BATCH);
  }
}
