package dev.letterbox.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Caches accounts and sessions that were read, and that there was none, by name, token or session.
 * A change begins a new generation: results of an older generation are never returned, even if the
 * read ends after the change. Concurrent reads of one key do not wait for each other.
 *
 * <p>Thread-safe.
 *
 * @param <T> type of the cached value
 */
final class AccountCache<T> {

  private static final int MAX_SIZE = 10_000;

  private final AtomicLong generation = new AtomicLong();
  private final Cache<CacheKey, Optional<T>> entries;

  /** Type of the key that a value is looked up by. */
  enum CacheKeyType {
    NAME,
    TOKEN_HASH,
    SESSION_ID
  }

  private record CacheKey(long generation, CacheKeyType type, String value) {}

  /**
   * @param timeToLive how long a cached value is returned; zero disables the cache
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

  /** The cached value; without one, the result of the loader, which is cached. */
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

  /** Removes one entry. */
  void invalidate(CacheKeyType keyType, String keyText) {
    entries.invalidate(new CacheKey(generation.get(), keyType, keyText));
  }

  /** Makes all values invalid that were read before, or are being read. */
  void invalidateAll() {
    generation.incrementAndGet();
  }
}
