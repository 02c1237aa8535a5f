package dev.letterbox.shared;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputErrorsTest {

  private final InputErrors errors = new InputErrors();

  private Map<String, List<String>> found() {
    return assertThrows(InvalidInputException.class, errors::throwIfAny).errors();
  }

  @Test
  void good_input_is_no_error() {
    assertEquals("Lunch?", errors.requiredLine("subject", "  Lunch? ", 120));
    assertEquals("a\nb\t", errors.text("body", "a\nb\t"));
    assertEquals("", errors.text("body", null));
    assertDoesNotThrow(errors::throwIfAny);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u3000\u2003"})
  void blank_line_is_refused(String blank) {
    errors.requiredLine("subject", blank, 120);
    assertEquals(Map.of("subject", List.of("May not be blank.")), found());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u0007b"})
  void a_line_has_no_breaks_and_control_characters(String line) {
    errors.line("subject", line, 120);
    assertEquals(
        Map.of("subject", List.of("Control characters and line breaks are not allowed.")), found());
  }

  @Test
  void length_is_counted_in_characters_not_in_utf16_units() {
    errors.line("subject", "\uD83D\uDCEC".repeat(120), 120);
    assertDoesNotThrow(errors::throwIfAny);
    errors.line("subject", "\uD83D\uDCEC".repeat(121), 120);
    assertEquals(Map.of("subject", List.of("Must have at most 120 characters.")), found());
  }

  @Test
  void what_no_database_can_store_is_refused() {
    errors.text("body", "a\0b");
    errors.text("text", "a\uD83Db");
    assertEquals(
        Map.of(
            "body", List.of("Null characters are not allowed."),
            "text", List.of("Is not valid Unicode.")),
        found());
  }

  @Test
  void all_errors_are_reported_together() {
    errors.requiredLine("subject", null, 120);
    errors.add("recipients", "Name at least one recipient.");
    errors.add("recipients", "And another thing.");
    assertEquals(
        Map.of(
            "subject", List.of("May not be blank."),
            "recipients", List.of("Name at least one recipient.", "And another thing.")),
        found());
  }
}
