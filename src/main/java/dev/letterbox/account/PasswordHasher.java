package dev.letterbox.account;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Turns passwords into hashes by PBKDF2, slowly on purpose, as OWASP's Password Storage Cheat Sheet
 * advises. Who can't log in takes as long as who can: there is a hash for nobody's password.
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

  /** A hash to store, with a salt of its own. */
  String hash(String password) {
    return pbkdf2.generate(password.toCharArray());
  }

  /** Whether this is the password behind a hash; takes as long whether it is or not. */
  boolean matches(char[] password, String hash) {
    try {
      return pbkdf2.verify(password, hash);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A stored password hash is broken; its account can't log in", e);
      return false;
    }
  }

  /** A hash that no password matches, to compare with where there is none. */
  String dummyHash() {
    return dummyHash;
  }
}
