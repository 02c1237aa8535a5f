package dev.letterbox.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Ends the sessions that nobody uses any more. */
@ApplicationScoped
public class SessionSweep {

  private static final int BATCH = 100;

  @Inject private Sessions sessions;

  /**
   * Ends some of them; to be called in a transaction for each time. Other nodes may do the same at
   * the same time.
   *
   * @return whether there may be more of them
   */
  public boolean endSome() {
    return sessions.endExpired(BATCH);
  }
}
