package dev.letterbox.user;

import dev.letterbox.api.Account;
import dev.letterbox.api.AccountChange;
import dev.letterbox.api.AccountService;
import dev.letterbox.api.NewAccount;
import dev.letterbox.api.NewToken;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.Roles;
import dev.letterbox.api.TokenNotFoundException;
import dev.letterbox.shared.Clock;
import jakarta.annotation.Resource;
import jakarta.annotation.security.DeclareRoles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;

/** Looks after accounts and tokens on behalf of whoever is logged in. */
@Stateless(name = "AccountService")
@DeclareRoles({Roles.USER, Roles.MODERATOR, Roles.BROADCASTER, Roles.ADMIN})
@RolesAllowed(Roles.ADMIN)
public class AccountServiceBean implements AccountService {

  @Inject private Accounts accounts;
  @Inject private Passwords passwords;
  @Inject private Sessions sessions;
  @Inject private Clock clock;
  @Inject private Event<AccountChanged> changed;
  @Resource private SessionContext session;

  @Override
  public Account create(NewAccount account) {
    NewAccount valid = AccountRules.check(account);
    String hash = valid.password() == null ? null : passwords.hash(valid.password());
    AccountEntity opened = AccountEntity.open(valid, hash, clock.now());
    accounts.add(valid.name(), opened);
    changed.fire(new AccountChanged(valid.name()));
    return opened.toAccount();
  }

  @Override
  public Account get(String name) {
    return accounts.get(name).toAccount();
  }

  @Override
  public Account change(AccountChange change) {
    AccountChange valid = AccountRules.check(change);
    AccountEntity account = accounts.getToChange(valid.name());
    account.apply(valid);
    accounts.flush();
    if (Boolean.FALSE.equals(valid.active())) {
      sessions.endAllOf(valid.name());
    }
    changed.fire(new AccountChanged(valid.name()));
    return account.toAccount();
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void changePassword(String name, String password) {
    requireAdministratorOr(name);
    AccountRules.checkPassword(password);
    String hash = passwords.hash(password);
    accounts.getToChange(name).changePassword(hash);
    accounts.flush();
    sessions.endAllOf(name);
    changed.fire(new AccountChanged(name));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void changeLanguage(String name, String language) {
    requireAdministratorOr(name);
    AccountChange valid = AccountRules.check(AccountChange.of(name).language(language));
    accounts.getToChange(name).apply(valid);
    accounts.flush();
    changed.fire(new AccountChanged(name));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public NewToken createToken(String user, String label) {
    requireAdministratorOr(user);
    String line = AccountRules.checkLabel(label);
    accounts.get(user);
    TokenSecret secret = TokenSecret.random();
    TokenEntity token = TokenEntity.make(user, line, secret, clock.now());
    accounts.add(token);
    changed.fire(new AccountChanged(user));
    return new NewToken(token.id(), secret.text());
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public void revokeToken(String id) {
    TokenEntity token =
        accounts
            .findToken(id)
            .filter(found -> isAdministrator() || found.belongsTo(caller()))
            .orElseThrow(() -> new TokenNotFoundException(id));
    accounts.remove(token);
    changed.fire(new AccountChanged(token.account()));
  }

  private void requireAdministratorOr(String name) {
    if (!isAdministrator() && !caller().equals(name)) {
      throw new NotPermittedException(caller());
    }
  }

  private boolean isAdministrator() {
    return session.isCallerInRole(Roles.ADMIN);
  }

  private String caller() {
    return session.getCallerPrincipal().getName();
  }
}
