package dev.letterbox.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastReadTest {

  private final LastRead<String> lastRead = new LastRead<>();

  @Test
  void what_was_read_is_known_until_it_changes() {
    assertEquals(Optional.empty(), lastRead.get());
    lastRead.read(() -> "one");
    assertEquals(Optional.of("one"), lastRead.get());
    lastRead.read(() -> "two");
    assertEquals(Optional.of("two"), lastRead.get());
    lastRead.forget();
    assertEquals(Optional.empty(), lastRead.get());
  }

  @Test
  void what_was_read_while_it_changed_is_not_kept() {
    lastRead.read(() -> "one");
    lastRead.read(
        () -> {
          lastRead.forget();
          return "as it was before";
        });
    assertEquals(Optional.empty(), lastRead.get());
  }
}
