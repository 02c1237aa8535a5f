package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.letterbox.api.account.RetryLaterException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiPredicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Caches which credentials matched which stored hash, because verification is slow on purpose. An
 * entry is valid only together with the hash that is stored now, so it can't be stale. It contains
 * no password, only a digest with a key of this process. Failed verifications are not cached.
 *
 * <p>Thread-safe; concurrent log-ins with the same credentials share one verification.
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

  /** Digest of the credentials of a request, and the stored hash. */
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

  /** Whether this is the password of the user of this name, who has this stored hash. */
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
      return join(running);
    }
    try {
      // another thread may have finished since the cache was read
      boolean matches = isCached(attempt) || verifier.test(password, attempt.hash());
      if (matches) {
        hashesByDigest.put(attempt.digest(), attempt.hash());
      }
      own.complete(matches);
      return matches;
    } catch (RuntimeException e) {
      own.completeExceptionally(e);
      throw e;
    } finally {
      inFlight.remove(attempt);
      own.complete(false); // after an error, so that no thread waits for ever
    }
  }

  private static boolean join(CompletableFuture<Boolean> verification) {
    try {
      return verification.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RetryLaterException retryLater) {
        throw retryLater;
      }
      throw e;
    }
  }

  private String digest(String name, char[] password) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      mac.update(name.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0); // names contain no null character, so pairs are unambiguous
      mac.update(new String(password).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has " + HMAC, e);
    }
  }
}
