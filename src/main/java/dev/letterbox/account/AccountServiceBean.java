package dev.letterbox.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.account.Account;
import dev.letterbox.api.account.AccountChange;
import dev.letterbox.api.account.AccountService;
import dev.letterbox.api.account.CreatedToken;
import dev.letterbox.api.account.NewAccount;
import dev.letterbox.api.account.Roles;
import dev.letterbox.shared.Clock;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** Accounts and tokens; the caller is the user who is logged in. */
@Stateless(name = "AccountService")
@DeclareRoles({Roles.USER, Roles.MODERATOR, Roles.BROADCASTER, Roles.ADMIN})
@RolesAllowed(Roles.ADMIN)
public class AccountServiceBean implements AccountService {

  /** Maximum number of tokens of a user. */
  static final int MAX_TOKENS = 50;

  @Inject private AccountRepository accountRepository;
  @Inject private AccountGuard accountGuard;
  @Inject private PasswordHasher passwordHasher;
  @Inject private SessionRepository sessionRepository;
  @Inject private Clock clock;
  @Resource private SessionContext sessionContext;

  @Override
  public Account create(NewAccount account) {
    NewAccount validAccount = AccountValidator.validate(account);
    String hash =
        validAccount.password() == null ? null : passwordHasher.hash(validAccount.password());
    AccountEntity created = AccountEntity.create(validAccount, hash, clock.now());
    accountRepository.insert(validAccount.name(), created);
    accountRepository.publishChange(validAccount.name());
    return created.toAccount();
  }

  @Override
  public Account get(String name) {
    return accountRepository.get(name).toAccount();
  }

  @Override
  public Account change(AccountChange change) {
    AccountChange validChange = AccountValidator.validate(change);
    AccountEntity account =
        removesAdministrator(validChange)
            ? accountGuard.lockToRemoveAdministrator(validChange.name())
            : accountRepository.getForUpdate(validChange.name());
    account.apply(validChange);
    accountRepository.flush();
    if (Boolean.FALSE.equals(validChange.active())) {
      sessionRepository.endAllOf(validChange.name());
    }
    accountRepository.publishChange(validChange.name());
    return account.toAccount();
  }

  private static boolean removesAdministrator(AccountChange change) {
    return Boolean.FALSE.equals(change.active())
        || (change.roles() != null && !change.roles().contains(Roles.ADMIN));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void changePassword(String name, String password) {
    requireAdministratorOr(name);
    AccountValidator.validatePassword(password);
    String hash = passwordHasher.hash(password);
    AccountEntity account = accountRepository.getForUpdate(name);
    account.validateNewPassword(password);
    account.changePassword(hash);
    accountRepository.flush();
    sessionRepository.endAllOf(name);
    accountRepository.publishChange(name);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void changeLanguage(String name, String language) {
    requireAdministratorOr(name);
    AccountChange validChange =
        AccountValidator.validate(AccountChange.of(name).language(language));
    accountRepository.getForUpdate(name).apply(validChange);
    accountRepository.flush();
    accountRepository.publishChange(name);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public CreatedToken createToken(String user, String label) {
    requireAdministratorOr(user);
    String validLabel = AccountValidator.validateLabel(label);
    accountRepository.getForUpdate(user);
    if (accountRepository.countTokens(user) >= MAX_TOKENS) {
      throw new ConflictException(
          "user " + user, "A user can have at most " + MAX_TOKENS + " tokens; revoke one.");
    }
    TokenSecret secret = TokenSecret.generate();
    TokenEntity token = TokenEntity.create(user, validLabel, secret, clock.now());
    accountRepository.insert(token);
    accountRepository.publishChange(user);
    return new CreatedToken(token.id(), secret.text());
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void revokeToken(String id) {
    TokenEntity token =
        accountRepository
            .findToken(id)
            .filter(candidate -> isAdministrator() || candidate.belongsTo(caller()))
            .orElseThrow(() -> new NotFoundException("token " + id));
    accountRepository.delete(token);
    accountRepository.publishChange(token.account());
  }

  private void requireAdministratorOr(String name) {
    if (!isAdministrator() && !caller().equals(name)) {
      throw new NotPermittedException("user " + caller());
    }
  }

  private boolean isAdministrator() {
    return sessionContext.isCallerInRole(Roles.ADMIN);
  }

  private String caller() {
    return sessionContext.getCallerPrincipal().getName();
  }
}
