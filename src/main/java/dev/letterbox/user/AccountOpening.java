package dev.letterbox.user;

import dev.letterbox.api.AccountExistsException;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.Roles;
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
class AccountOpening {

  @Inject private Accounts accounts;
  @Inject private Sessions sessions;
  @Inject private Clock clock;
  @Inject private Event<AccountChanged> changed;

  boolean isThere(String name) {
    return accounts.find(name).isPresent();
  }

  boolean hasAdministrator() {
    return accounts.countWithRole(Roles.ADMIN) > 0;
  }

  /**
   * @throws AccountExistsException when the name is taken
   */
  void openForDemo(NewAccount input, String passwordHash) {
    accounts.add(input.name(), AccountEntity.openForDemo(input, passwordHash, clock.now()));
    changed.fire(new AccountChanged(input.name()));
  }

  /**
   * Opens an account for an administrator, or makes the one of this name an administrator's again.
   *
   * @throws AccountExistsException when another node has opened it in this moment
   */
  void openAdministrator(NewAccount input, String passwordHash) {
    Optional<AccountEntity> known = accounts.find(input.name());
    if (known.isPresent()) {
      AccountEntity account = accounts.getToChange(input.name());
      account.changePassword(passwordHash);
      account.reinstateAs(Roles.ADMIN);
      accounts.flush();
      sessions.endAllOf(input.name());
    } else {
      accounts.add(input.name(), AccountEntity.open(input, passwordHash, clock.now()));
    }
    changed.fire(new AccountChanged(input.name()));
  }
}
