package dev.letterbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class InvalidatableCacheTest {

  private final InvalidatableCache<String> lastRead = new InvalidatableCache<>();

  @Test
  void loaded_value_is_cached_until_invalidated() {
    assertEquals(Optional.empty(), lastRead.get());
    lastRead.load(() -> "one");
    assertEquals(Optional.of("one"), lastRead.get());
    lastRead.load(() -> "two");
    assertEquals(Optional.of("two"), lastRead.get());
    lastRead.invalidate();
    assertEquals(Optional.empty(), lastRead.get());
  }

  @Test
  void value_loaded_during_an_invalidation_is_not_cached() {
    lastRead.load(() -> "one");
    lastRead.load(
        () -> {
          lastRead.invalidate();
          return "as it was before";
        });
    assertEquals(Optional.empty(), lastRead.get());
  }
}
