package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.shared.Clock;
import dev.letterbox.shared.jdbc.Transactions;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Creates accounts when the application starts and no user is logged in: each in a transaction of
 * its own, so that an account that another node creates at the same time affects no other.
 */
@ApplicationScoped
public class AccountBootstrap {

  private static final Logger LOG = Logger.getLogger(AccountBootstrap.class.getName());

  @Inject private AccountRepository accountRepository;
  @Inject private SessionRepository sessionRepository;
  @Inject private PasswordHasher passwordHasher;
  @Inject private Clock clock;
  @EJB private Transactions transactions;

  /**
   * Checks that a password may be that of an account.
   *
   * @throws InvalidInputException naming the field password
   */
  public void validatePassword(String password) {
    AccountValidator.validatePassword(password);
  }

  /** Whether an active account has the role admin; accounts for a demonstration do not count. */
  public boolean hasAdministrator() {
    return transactions.inNewTransaction(
        () -> !accountRepository.findNamesWithRole(Roles.ADMIN, false).isEmpty());
  }

  /**
   * Creates those of these accounts that are missing, for a demonstration and with one password.
   */
  public void createMissingForDemo(List<NewAccount> accounts, String password) {
    List<NewAccount> missing =
        accounts.stream().filter(account -> !exists(account.name())).toList();
    if (!missing.isEmpty()) {
      String hash = passwordHasher.hash(password);
      missing.stream()
          .map(AccountValidator::validate)
          .forEach(
              account ->
                  createIfAbsent(AccountEntity.createForDemo(account, hash, clock.now()), account));
    }
  }

  private boolean exists(String name) {
    return transactions.inNewTransaction(() -> accountRepository.find(name).isPresent());
  }

  private void createIfAbsent(AccountEntity account, NewAccount input) {
    inNewTransaction(input.name(), () -> accountRepository.insert(input.name(), account));
  }

  /**
   * Creates an account with the role admin. If an account has this name, it gets the password and
   * the role, becomes active, and its sessions end.
   */
  public void createOrRestoreAdministrator(NewAccount account, String password) {
    NewAccount input = AccountValidator.validate(account.roles(Roles.ADMIN));
    String hash = passwordHasher.hash(password);
    inNewTransaction(
        input.name(),
        () -> {
          if (accountRepository.find(input.name()).isPresent()) {
            restoreAdministrator(input.name(), hash);
          } else {
            accountRepository.insert(input.name(), AccountEntity.create(input, hash, clock.now()));
          }
        });
  }

  private void restoreAdministrator(String name, String passwordHash) {
    AccountEntity account = accountRepository.getForUpdate(name);
    account.changePassword(passwordHash);
    account.reactivateWithRole(Roles.ADMIN);
    accountRepository.flush();
    sessionRepository.endAllOf(name);
  }

  /** Another node may insert the same account at the same time: that account is kept. */
  private void inNewTransaction(String name, Runnable change) {
    try {
      transactions.inNewTransaction(
          () -> {
            change.run();
            accountRepository.publishChange(name);
            return name;
          });
    } catch (ConflictException e) {
      LOG.log(Level.FINE, e, () -> "Another node has created the account " + name);
    }
  }
}
