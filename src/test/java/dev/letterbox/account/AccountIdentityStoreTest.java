package dev.letterbox.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.letterbox.shared.Clock;
import dev.letterbox.shared.config.Settings;
import dev.letterbox.shared.security.LoginThrottle;
import jakarta.security.enterprise.credential.BasicAuthenticationCredential;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.CredentialValidationResult.Status;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccountIdentityStoreTest {

  private static final String DUMMY_HASH = "dummy";

  private final Map<String, LoginAccount> byName = new HashMap<>();
  private final Map<String, LoginAccount> byToken = new HashMap<>();
  private final List<String> verifiedHashes = new ArrayList<>();
  private final LoginThrottle throttle = new LoginThrottle(new Settings(), new Clock());
  private final AccountIdentityStore store =
      new AccountIdentityStore(
          new InMemoryAccountReader(), new PlainTextPasswordHasher(), throttle);

  private final class InMemoryAccountReader extends LoginAccountReader {
    @Override
    Optional<LoginAccount> find(String name) {
      return Optional.ofNullable(byName.get(name));
    }

    @Override
    Optional<LoginAccount> find(TokenSecret secret) {
      return Optional.ofNullable(byToken.get(secret.hash()));
    }
  }

  /** The hash of a password is the password. */
  private final class PlainTextPasswordHasher extends PasswordHasher {
    @Override
    boolean matches(char[] password, String hash, Runnable beforeHashing) {
      beforeHashing.run();
      verifiedHashes.add(hash);
      return new String(password).equals(hash);
    }

    @Override
    String dummyHash() {
      return DUMMY_HASH;
    }
  }

  @BeforeEach
  void addAccounts() {
    store.createPasswordCache();
    byName.put("alice", account("alice", "secret", true));
    byName.put("inactive", account("inactive", "secret", false));
    byName.put("tokens-only", account("tokens-only", null, true));
  }

  private static LoginAccount account(String name, String hash, boolean mayLogIn) {
    return new LoginAccount(name, Set.of("user", "moderator"), hash, mayLogIn);
  }

  private CredentialValidationResult logIn(String name, String password) {
    return store.validate(new UsernamePasswordCredential(name, password));
  }

  @Test
  void correct_password_gives_the_roles_of_the_account() {
    CredentialValidationResult result = logIn("alice", "secret");

    assertEquals(Status.VALID, result.getStatus());
    assertEquals("alice", result.getCallerPrincipal().getName());
    assertEquals(Set.of("user", "moderator"), result.getCallerGroups());
  }

  @Test
  void subclass_of_the_credential_is_accepted() {
    String encoded =
        Base64.getEncoder().encodeToString("alice:secret".getBytes(StandardCharsets.US_ASCII));

    assertEquals(
        Status.VALID, store.validate(new BasicAuthenticationCredential(encoded)).getStatus());
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "inactive", "tokens-only"})
  void failed_login_costs_one_verification(String name) {
    assertEquals(Status.INVALID, logIn(name, "secret").getStatus());
    assertEquals(List.of(DUMMY_HASH), verifiedHashes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "inactive", "tokens-only"})
  void password_of_the_dummy_hash_is_rejected(String name) {
    assertEquals(Status.INVALID, logIn(name, DUMMY_HASH).getStatus());
    assertEquals(Status.INVALID, logIn(name, DUMMY_HASH).getStatus());
  }

  @Test
  void deactivated_account_is_rejected_despite_a_cached_password() {
    logIn("alice", "secret");
    byName.put("alice", account("alice", "secret", false));

    assertEquals(Status.INVALID, logIn("alice", "secret").getStatus());
  }

  @Test
  void too_long_password_is_not_verified() {
    assertEquals(Status.INVALID, logIn("alice", "x".repeat(10_000)).getStatus());
    assertEquals(List.of(), verifiedHashes);
  }

  @Test
  void token_is_valid_while_its_account_is_active() {
    TokenSecret secret = TokenSecret.generate();
    AuthorizationHeader.BearerCredential bearer =
        new AuthorizationHeader.BearerCredential(secret.text());

    assertEquals(Status.INVALID, store.validate(bearer).getStatus());
    byToken.put(secret.hash(), account("alice", null, true));
    assertEquals(Status.VALID, store.validate(bearer).getStatus());
    byToken.put(secret.hash(), account("alice", null, false));
    assertEquals(Status.INVALID, store.validate(bearer).getStatus());
  }

  @Test
  void session_is_valid_while_its_account_is_active() {
    for (boolean mayLogIn : new boolean[] {true, false}) {
      LoginSession session =
          new LoginSession("id", account("alice", "hash", mayLogIn), Instant.EPOCH);

      assertEquals(mayLogIn ? Status.VALID : Status.INVALID, store.validate(session).getStatus());
    }
  }

  @Test
  void other_credentials_are_not_validated() {
    assertEquals(
        Status.NOT_VALIDATED, store.validate(new CallerOnlyCredential("alice")).getStatus());
  }
}
