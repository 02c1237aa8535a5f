package dev.letterbox.api;

import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The cause of an exception of the api. */
class LetterboxExceptionTest {

  @Test
  void cause_can_be_set_after_construction() {
    IllegalStateException cause = new IllegalStateException("deleted");
    for (LetterboxException exception :
        List.of(
            new NotFoundException("account bob"),
            new InvalidInputException(Map.of("name", List.of("Required."))))) {
      assertSame(cause, exception.initCause(cause).getCause());
    }
  }
}
