package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.shared.Clock;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/**
 * Opens accounts when nobody is logged in yet. Each in a transaction of its own: when it fails
 * because another node was faster, the others stay.
 */
@ApplicationScoped
@Transactional(TxType.REQUIRES_NEW)
class AccountBootstrap {

  @Inject private AccountRepository accountRepository;
  @Inject private SessionRepository sessionRepository;
  @Inject private Clock clock;
  @Inject private Event<AccountChanged> accountChanged;

  boolean exists(String name) {
    return accountRepository.find(name).isPresent();
  }

  boolean hasAdministrator() {
    return accountRepository.countWithRole(Roles.ADMIN) > 0;
  }

  /**
   * @throws ConflictException when the name is taken
   */
  void createForDemo(NewAccount input, String passwordHash) {
    accountRepository.insert(
        input.name(), AccountEntity.createForDemo(input, passwordHash, clock.now()));
    accountChanged.fire(new AccountChanged(input.name()));
  }

  /**
   * Opens an account for an administrator, or makes the one of this name an administrator's again.
   *
   * @throws ConflictException when another node has opened it in this moment
   */
  void createOrRestoreAdministrator(NewAccount input, String passwordHash) {
    Optional<AccountEntity> existing = accountRepository.find(input.name());
    if (existing.isPresent()) {
      AccountEntity account = accountRepository.getForUpdate(input.name());
      account.changePassword(passwordHash);
      account.reactivateWithRole(Roles.ADMIN);
      accountRepository.flush();
      sessionRepository.endAllOf(input.name());
    } else {
      accountRepository.insert(
          input.name(), AccountEntity.create(input, passwordHash, clock.now()));
    }
    accountChanged.fire(new AccountChanged(input.name()));
  }
}
