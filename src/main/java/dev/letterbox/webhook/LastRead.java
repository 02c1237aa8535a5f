package dev.letterbox.webhook;

import java.util.Optional;
import java.util.function.Supplier;

/** What was read last, until something changes. What was read while it changed is not kept. */
final class LastRead<T> {

  private T known;
  private int changes;

  /** Empty since a change. */
  synchronized Optional<T> get() {
    return Optional.ofNullable(known);
  }

  /** Reads it; meanwhile nobody waits. */
  void read(Supplier<T> reading) {
    int before = changes();
    keep(reading.get(), before);
  }

  private synchronized int changes() {
    return changes;
  }

  private synchronized void keep(T read, int before) {
    if (changes == before) {
      known = read;
    }
  }

  /** It has changed. */
  synchronized void forget() {
    changes++;
    known = null;
  }
}
