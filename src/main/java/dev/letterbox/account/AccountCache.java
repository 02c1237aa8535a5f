package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * What was read of accounts a moment ago, by name, token or session, and that there was none. A
 * change begins a new generation, and what was read for an older one is never handed out again, not
 * even when the reading ends after the change. Nobody waits for another one's reading.
 *
 * <p>Safe for use by many threads.
 *
 * @param <T> what is read
 */
final class AccountCache<T> {

  private static final int MAX_SIZE = 10_000;

  private final AtomicLong generation = new AtomicLong();
  private final Cache<CacheKey, Optional<T>> entries;

  /** What an account is found by. */
  enum CacheKeyType {
    NAME,
    TOKEN_HASH,
    SESSION_ID
  }

  private record CacheKey(long generation, CacheKeyType type, String value) {}

  /**
   * @param timeToLive how long to hand out what was read; zero for never
   */
  AccountCache(Duration timeToLive, Ticker ticker) {
    entries =
        Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .expireAfterWrite(timeToLive)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** What there is, from memory or else by reading it. */
  Optional<T> get(CacheKeyType keyType, String keyText, Function<String, Optional<T>> loader) {
    CacheKey key = new CacheKey(generation.get(), keyType, keyText);
    Optional<T> cached = entries.getIfPresent(key);
    if (cached != null) {
      return cached;
    }
    Optional<T> loaded = loader.apply(keyText);
    entries.put(key, loaded);
    return loaded;
  }

  /** Something about this one has changed. */
  void invalidate(CacheKeyType keyType, String keyText) {
    entries.invalidate(new CacheKey(generation.get(), keyType, keyText));
  }

  /** Something has changed: nothing that was read before counts any more. */
  void invalidateAll() {
    generation.incrementAndGet();
  }
}
