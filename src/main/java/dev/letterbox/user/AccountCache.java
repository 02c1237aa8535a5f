package dev.letterbox.user;

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
  private final Cache<Key, Optional<T>> found;

  /** What an account is found by. */
  enum By {
    NAME,
    TOKEN_HASH,
    SESSION_ID
  }

  private record Key(long generation, By by, String text) {}

  /**
   * @param trust how long to hand out what was read; zero for never
   */
  AccountCache(Duration trust, Ticker ticker) {
    found =
        Caffeine.newBuilder()
            .maximumSize(MAX_SIZE)
            .expireAfterWrite(trust)
            .ticker(ticker)
            .executor(Runnable::run)
            .build();
  }

  /** What there is, from memory or else by reading it. */
  Optional<T> get(By by, String text, Function<String, Optional<T>> reading) {
    Key key = new Key(generation.get(), by, text);
    Optional<T> known = found.getIfPresent(key);
    if (known != null) {
      return known;
    }
    Optional<T> read = reading.apply(text);
    found.put(key, read);
    return read;
  }

  /** Something about this one has changed. */
  void forget(By by, String text) {
    found.invalidate(new Key(generation.get(), by, text));
  }

  /** Something has changed: nothing that was read before counts any more. */
  void beginGeneration() {
    generation.incrementAndGet();
  }
}
