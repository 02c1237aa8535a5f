package dev.letterbox.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Takes accounts away for good; to be used inside a transaction. */
@ApplicationScoped
public class AccountRemoval {

  @Inject private Accounts accounts;
  @Inject private Sessions sessions;
  @Inject private Event<AccountChanged> changed;

  /**
   * Whether there is an account of this name. If so, nobody else changes it, logs in or out until
   * the end of the transaction.
   */
  public boolean lock(String name) {
    boolean there = accounts.find(name).isPresent();
    if (there) {
      accounts.getToChange(name);
    }
    return there;
  }

  /** Removes an account that is locked, with its sessions and tokens; log-ins end on the commit. */
  public void remove(String name) {
    sessions.endAllOf(name);
    accounts.removeWithTokens(name);
    changed.fire(new AccountChanged(name));
  }
}
