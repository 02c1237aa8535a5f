package dev.letterbox.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Takes accounts away for good; to be used inside a transaction. */
@ApplicationScoped
public class AccountDeletion {

  @Inject private AccountRepository accountRepository;
  @Inject private SessionRepository sessionRepository;
  @Inject private Event<AccountChanged> accountChanged;

  /**
   * Whether there is an account of this name. If so, nobody else changes it, logs in or out until
   * the end of the transaction.
   */
  public boolean lockIfExists(String name) {
    boolean exists = accountRepository.find(name).isPresent();
    if (exists) {
      accountRepository.getForUpdate(name);
    }
    return exists;
  }

  /** Removes an account that is locked, with its sessions and tokens; log-ins end on the commit. */
  public void delete(String name) {
    sessionRepository.endAllOf(name);
    accountRepository.deleteWithTokens(name);
    accountChanged.fire(new AccountChanged(name));
  }
}
