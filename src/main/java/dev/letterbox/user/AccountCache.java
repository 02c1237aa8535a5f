package dev.letterbox.user;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Accounts that were read a moment ago, by name or by token, and names and tokens that had none. A
 * change begins a new generation, and what was read for an older one is never handed out again, not
 * even when the reading ends after the change. Nobody waits for another one's reading.
 *
 * <p>Safe for use by many threads.
 */
final class AccountCache {

  private static final int MAX_SIZE = 10_000;

  private final AtomicLong generation = new AtomicLong();
  private final Cache<Key, Optional<LoginAccount>> accounts;

  /** What an account is found by. */
  enum By {
    NAME,
    TOKEN_HASH
  }

  private record Key(long generation, By by, String text) {}

  /**
   * @param trust how long to hand out what was read; zero for never
   */
  AccountCache(Duration trust, Ticker ticker) {
    accounts =
        Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .expireAfterWrite(trust)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** The account, from memory or else by reading it. */
  Optional<LoginAccount> get(By by, String text, Function<String, Optional<LoginAccount>> reading) {
    Key key = new Key(generation.get(), by, text);
    Optional<LoginAccount> known = accounts.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Optional<LoginAccount> account = reading.apply(text);
    accounts.put(key, account);
    return account;
  }

  /** Something has changed: nothing that was read before counts any more. */
  void beginGeneration() {
    generation.incrementAndGet();
  }
}
