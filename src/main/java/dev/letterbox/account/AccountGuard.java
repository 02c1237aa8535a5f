package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.account.Roles;
import dev.letterbox.api.spi.UserDirectory;
import dev.letterbox.shared.config.Setting;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.jdbc.Database;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Keeps an erasure and other changes of a user's rows apart: both lock the account first. Call it
 * inside a transaction. Users of another directory have no account to lock.
 */
@ApplicationScoped
public class AccountGuard {

  /** Maximum difference between the clocks of two nodes. */
  private static final Duration MAX_CLOCK_SKEW = Duration.ofMinutes(1);

  private static final String LOCK =
      """
      select name from lb_account where name = :name {for single key share}
      """;

  private static final String EXISTS = "select 1 from lb_account where name = :name";
  private static final String EXISTS_SINCE =
      "select 1 from lb_account where name = :name and created_at <= :latest";

  @Inject private Database database;
  @Inject private UserDirectory directory;
  @Inject private Settings settings;
  @Inject private AccountRepository accountRepository;
  @Inject private SessionRepository sessionRepository;

  /** Whether there is such a user, whose account is not erased before the transaction ends. */
  public boolean lockIfExists(String user) {
    return lock(user) || directory.find(user).isPresent();
  }

  /** The same for the user who had the name at that time, and not one who was given it since. */
  public boolean lockIfExists(String user, Instant since) {
    return lock(user)
        ? database
            .sql(EXISTS_SINCE)
            .bind("name", user)
            .bind("latest", since.plus(MAX_CLOCK_SKEW))
            .exists()
        : directory.find(user).isPresent();
  }

  private boolean lock(String name) {
    return database.sql(LOCK).bind("name", name).exists();
  }

  /** Whether there is an account of this name. */
  public boolean exists(String name) {
    return database.sql(EXISTS).bind("name", name).exists();
  }

  /**
   * Locks an account, so that until the transaction ends it does not change and no session of it
   * begins or ends.
   *
   * @return whether it exists
   * @throws ConflictException when it is the last active administrator
   */
  public boolean lockForErasure(String name) {
    boolean exists = accountRepository.find(name).isPresent();
    if (exists) {
      lockToRemoveAdministrator(name);
    }
    return exists;
  }

  /**
   * Locks an account that may be no administrator after the transaction, and the administrators in
   * the order of their names, so that one of them remains.
   *
   * @throws ConflictException when it is the last active administrator
   */
  AccountEntity lockToRemoveAdministrator(String name) {
    if (!isAdministrator(accountRepository.get(name))) {
      AccountEntity account = accountRepository.getForUpdate(name);
      if (isAdministrator(account)) {
        throw new ConflictException("account " + name, "The account was changed. Try again.");
      }
      return account;
    }
    SortedSet<String> names =
        new TreeSet<>(accountRepository.findNamesWithRole(Roles.ADMIN, settings.get(Setting.DEMO)));
    names.add(name);
    List<AccountEntity> locked = names.stream().map(accountRepository::getForUpdate).toList();
    AccountEntity account = accountRepository.get(name);
    if (isAdministrator(account)
        && locked.stream().noneMatch(each -> each != account && isAdministrator(each))) {
      throw new ConflictException("account " + name, "It is the last active administrator.");
    }
    return account;
  }

  private static boolean isAdministrator(AccountEntity account) {
    return account.isActiveWithRole(Roles.ADMIN);
  }

  /** Deletes a locked account with its sessions and tokens; log-ins end with the commit. */
  public void delete(String name) {
    sessionRepository.endAllOf(name);
    accountRepository.deleteWithTokens(name);
    accountRepository.publishChange(name);
  }
}
