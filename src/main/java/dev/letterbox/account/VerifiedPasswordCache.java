package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Remembers for a while which credentials matched which stored hash, because finding out is slow on
 * purpose. It can't be out of date: what it remembers counts only together with the hash that is
 * stored now. It keeps no password, only a digest under a key that never leaves the process; what
 * did not match is not remembered.
 *
 * <p>Safe for use by many threads; those who come with the same credentials at the same time wait
 * for one answer.
 */
final class VerifiedPasswordCache {

  static final Duration TIME_TO_LIVE = Duration.ofMinutes(10);

  private static final String HMAC = "HmacSHA256";
  private static final int KEY_BYTES = 32;
  private static final int MAX_SIZE = 10_000;

  private final BiPredicate<char[], String> verifier;
  private final SecretKeySpec key;
  private final Cache<String, String> hashesByDigest;
  private final ConcurrentMap<VerificationAttempt, CompletableFuture<Boolean>> inFlight =
      new ConcurrentHashMap<>();

  /** Credentials that somebody sent, and the hash to compare them with. */
  private record VerificationAttempt(String digest, String hash) {}

  /**
   * @param verifier whether a password matches a hash; slow
   */
  VerifiedPasswordCache(BiPredicate<char[], String> verifier, Ticker ticker) {
    this.verifier = verifier;
    byte[] keyBytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(keyBytes);
    this.key = new SecretKeySpec(keyBytes, HMAC);
    this.hashesByDigest =
        Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .expireAfterWrite(TIME_TO_LIVE)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** Whether the password of the user of this name, whose stored hash this is, is right. */
  boolean matches(String name, char[] password, String hash) {
    VerificationAttempt attempt = new VerificationAttempt(digest(name, password), hash);
    return isCached(attempt) || verifyOnce(attempt, password);
  }

  private boolean isCached(VerificationAttempt attempt) {
    return attempt.hash().equals(hashesByDigest.getIfPresent(attempt.digest()));
  }

  private boolean verifyOnce(VerificationAttempt attempt, char[] password) {
    CompletableFuture<Boolean> own = new CompletableFuture<>();
    CompletableFuture<Boolean> running = inFlight.putIfAbsent(attempt, own);
    if (running != null) {
      return running.join();
    }
    try {
      // somebody may have been done between our look and our attempt
      boolean matches = isCached(attempt) || verifier.test(password, attempt.hash());
      if (matches) {
        hashesByDigest.put(attempt.digest(), attempt.hash());
      }
      own.complete(matches);
      return matches;
    } finally {
      inFlight.remove(attempt);
      own.complete(false); // only when the verification failed: nobody may wait for ever
    }
  }

  private String digest(String name, char[] password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0); // no name has it, so that no two pairs look the same
      mac.update(new String(password).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Each Java platform has " + HMAC, e);
    }
  }
}
