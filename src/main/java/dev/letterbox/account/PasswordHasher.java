package dev.letterbox.account;

import dev.letterbox.shared.security.ConcurrencyLimit;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Hashes passwords by PBKDF2, slow on purpose, as OWASP's Password Storage Cheat Sheet recommends.
 * At most half of the cores do so at once. A dummy hash makes a log-in that must fail take as long
 * as others.
 */
@ApplicationScoped
class PasswordHasher {

  private static final Logger LOG = Logger.getLogger(PasswordHasher.class.getName());

  private static final String ALGORITHM = "PBKDF2WithHmacSHA512";
  private static final String ITERATIONS = "210000";
  private static final int SALT_BYTES = 32;
  private static final int KEY_BYTES = 64;

  private static final Map<String, String> PBKDF2_PARAMETERS =
      Map.of(
          "Pbkdf2PasswordHash.Algorithm",
          ALGORITHM,
          "Pbkdf2PasswordHash.Iterations",
          ITERATIONS,
          "Pbkdf2PasswordHash.SaltSizeBytes",
          Integer.toString(SALT_BYTES),
          "Pbkdf2PasswordHash.KeySizeBytes",
          Integer.toString(KEY_BYTES));

  private static final int MAX_CONCURRENT =
      Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
  private static final int MAX_WAITING_PER_HASH = 8;
  private static final Duration MAX_WAIT = Duration.ofSeconds(5);

  @Inject private Pbkdf2PasswordHash pbkdf2;

  /** Leaves cores to requests that need no hash. */
  private final ConcurrencyLimit concurrencyLimit =
      new ConcurrencyLimit(MAX_CONCURRENT, MAX_WAITING_PER_HASH * MAX_CONCURRENT, MAX_WAIT);

  private final String dummyHash = randomHash();

  @PostConstruct
  void initialize() {
    pbkdf2.initialize(PBKDF2_PARAMETERS);
  }

  /** A hash of no known password, in the format of {@link Pbkdf2PasswordHash}. */
  private static String randomHash() {
    return String.join(":", ALGORITHM, ITERATIONS, random(SALT_BYTES), random(KEY_BYTES));
  }

  private static String random(int length) {
    byte[] bytes = new byte[length];
    new SecureRandom().nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** A hash to store, with its own salt. */
  String hash(String password) {
    return concurrencyLimit.call(() -> pbkdf2.generate(password.toCharArray()));
  }

  /**
   * Whether a password has this hash; takes the same time in both cases.
   *
   * @param beforeHashing may refuse by an exception when it is the turn of this hash
   */
  boolean matches(char[] password, String hash, Runnable beforeHashing) {
    return concurrencyLimit.call(
        () -> {
          beforeHashing.run();
          return matches(password, hash);
        });
  }

  private boolean matches(char[] password, String hash) {
    try {
      return pbkdf2.verify(password, hash);
    } catch (IllegalArgumentException e) {
      LOG.log(Level.WARNING, "A stored password hash is invalid; its account can't log in", e);
      return false;
    }
  }

  /** The hash to compare with when an account has none. */
  String dummyHash() {
    return dummyHash;
  }
}
