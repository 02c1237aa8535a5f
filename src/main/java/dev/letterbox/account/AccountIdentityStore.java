package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.letterbox.shared.security.LoginThrottle;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Optional;

/**
 * Validates passwords, tokens and sessions against the built-in directory; the groups of a caller
 * are the roles of the account. An application may add other beans of type {@link IdentityStore}.
 */
@ApplicationScoped
class AccountIdentityStore implements IdentityStore {

  private LoginAccountReader accountReader;
  private PasswordHasher passwordHasher;
  private LoginThrottle throttle;
  private VerifiedPasswordCache passwordCache;

  /** For the CDI proxy. */
  AccountIdentityStore() {}

  @Inject
  AccountIdentityStore(
      LoginAccountReader accountReader, PasswordHasher passwordHasher, LoginThrottle throttle) {
    this.accountReader = accountReader;
    this.passwordHasher = passwordHasher;
    this.throttle = throttle;
  }

  @PostConstruct
  void createPasswordCache() {
    passwordCache =
        new VerifiedPasswordCache(
            (password, hash) -> passwordHasher.matches(password, hash, throttle::countVerification),
            Ticker.systemTicker());
  }

  /** Without overloads: the default method finds them by the exact class of the credential. */
  @Override
  public CredentialValidationResult validate(Credential credential) {
    if (credential instanceof UsernamePasswordCredential passwordCredential) {
      return toResult(
          authenticate(
              passwordCredential.getCaller(), passwordCredential.getPassword().getValue()));
    }
    if (credential instanceof AuthorizationHeader.BearerCredential bearerCredential) {
      return toResult(TokenSecret.parse(bearerCredential.token()).flatMap(accountReader::find));
    }
    if (credential instanceof LoginSession session) {
      return toResult(Optional.of(session.account()));
    }
    return CredentialValidationResult.NOT_VALIDATED_RESULT;
  }

  /**
   * The account of this name, if this is its password and it may log in. It takes the same time for
   * accounts that are unknown, deactivated or without a password.
   */
  Optional<LoginAccount> authenticate(String name, char[] password) {
    if (password.length > 2 * AccountValidator.MAX_PASSWORD_LENGTH) {
      return Optional.empty();
    }
    Optional<LoginAccount> account =
        accountReader
            .find(name)
            .filter(candidate -> candidate.mayLogIn() && candidate.passwordHash() != null);
    String hash = account.map(LoginAccount::passwordHash).orElseGet(passwordHasher::dummyHash);
    boolean passwordMatches = passwordCache.matches(name, password, hash);
    return account.filter(candidate -> passwordMatches);
  }

  private static CredentialValidationResult toResult(Optional<LoginAccount> account) {
    return account
        .filter(LoginAccount::mayLogIn)
        .map(candidate -> new CredentialValidationResult(candidate.name(), candidate.roles()))
        .orElse(CredentialValidationResult.INVALID_RESULT);
  }
}
