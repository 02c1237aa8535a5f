package dev.letterbox.account;

import dev.letterbox.shared.security.RandomSecret;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hashes passwords by PBKDF2, slow on purpose, as OWASP's Password Storage Cheat Sheet recommends.
 * A dummy hash makes a log-in that must fail take as long as others.
 */
@ApplicationScoped
class PasswordHasher {

  private static final Logger LOG = Logger.getLogger(PasswordHasher.class.getName());

  private static final Map<String, String> PBKDF2_PARAMETERS =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm", "PBKDF2WithHmacSHA512",
          "Pbkdf2PasswordHash.Iterations", "210000",
          "Pbkdf2PasswordHash.SaltSizeBytes", "32",
          "Pbkdf2PasswordHash.KeySizeBytes", "64");

  @Inject private Pbkdf2PasswordHash pbkdf2;

  private String dummyHash;

  @PostConstruct
  void initialize() {
    pbkdf2.initialize(PBKDF2_PARAMETERS);
    dummyHash = hash(RandomSecret.generate());
  }

  /** A hash to store, with its own salt. */
  String hash(String password) {
    return pbkdf2.generate(password.toCharArray());
  }

  /** Whether a password has this hash; takes the same time in both cases. */
  boolean matches(char[] password, String hash) {
    try {
      return pbkdf2.verify(password, hash);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A stored password hash is invalid; its account can't log in", e);
      return false;
    }
  }

  /** The hash of a random password, to compare with when an account has none. */
  String dummyHash() {
    return dummyHash;
  }
}
