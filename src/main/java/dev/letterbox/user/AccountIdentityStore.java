package dev.letterbox.user;

import com.github.benmanes.caffeine.cache.Ticker;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;

/**
 * Checks passwords, tokens and sessions against the built-in directory; the groups of a caller are
 * the roles of the account. Another bean of type {@link IdentityStore} can stand beside it.
 */
@ApplicationScoped
class AccountIdentityStore implements IdentityStore {

  private LoginAccounts accounts;
  private Passwords passwords;
  private VerifiedPasswords verified;

  /** For the proxy that CDI makes. */
  AccountIdentityStore() {}

  @Inject
  AccountIdentityStore(LoginAccounts accounts, Passwords passwords) {
    this.accounts = accounts;
    this.passwords = passwords;
  }

  @PostConstruct
  void prepare() {
    verified = new VerifiedPasswords(passwords::matches, Ticker.systemTicker());
  }

  /** Not by overloads as the interface does: those are found by the exact class only. */
  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (credential instanceof UsernamePasswordCredential basic) {
      return result(byPassword(basic.getCaller(), basic.getPassword().getValue()));
    }
    if (credential instanceof BearerCredential bearer) {
      return result(TokenSecret.parse(bearer.token()).flatMap(accounts::find));
    }
    if (credential instanceof SessionCredential cookie) {
      return result(Optional.of(cookie.session().account()));
    }
    return CredentialValidationResult.NOT_VALIDATED_RESULT;
  }

  /**
   * The account of this name, if this is its password and it may log in. Takes as long for somebody
   * unknown, deactivated or without a password as for others.
   */
  Optional<LoginAccount> byPassword(String name, char[] password) {
    if (password.length > 2 * AccountRules.MAX_PASSWORD) {
      return Optional.empty();
    }
    Optional<LoginAccount> account =
        accounts.find(name).filter(found -> found.admitted() && found.passwordHash() != null);
    String hash = account.map(LoginAccount::passwordHash).orElseGet(passwords::nobodysHash);
    boolean matches = verified.matches(name, password, hash);
    return account.filter(found -> matches);
  }

  private static CredentialValidationResult result(Optional<LoginAccount> account) {
    return account
        .filter(LoginAccount::admitted)
        .map(found -> new CredentialValidationResult(found.name(), found.roles()))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
