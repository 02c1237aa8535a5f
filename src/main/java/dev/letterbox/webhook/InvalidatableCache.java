package dev.letterbox.webhook;

import java.util.Optional;
import java.util.function.Supplier;

/** What was read last, until something changes. What was read while it changed is not kept. */
final class InvalidatableCache<T> {

  private T value;
  private int version;

  /** Empty since a change. */
  synchronized Optional<T> get() {
    return Optional.ofNullable(value);
  }

  /** Reads it; meanwhile nobody waits. */
  void load(Supplier<T> loader) {
    int versionBefore = version();
    storeIfUnchanged(loader.get(), versionBefore);
  }

  private synchronized int version() {
    return version;
  }

  private synchronized void storeIfUnchanged(T loaded, int versionBefore) {
    if (version == versionBefore) {
      value = loaded;
    }
  }

  /** It has changed. */
  synchronized void invalidate() {
    version++;
    value = null;
  }
}
