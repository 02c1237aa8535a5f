package dev.letterbox.shared.text;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.letterbox.api.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidationErrorsTest {

  private final ValidationErrors errors = new ValidationErrors();

  private Map<String, List<String>> thrownErrors() {
    return assertThrows(InvalidInputException.class, errors::throwIfAny).errors();
  }

  @Test
  void valid_input_is_no_error() {
    assertEquals("Lunch?", errors.checkRequiredLine("subject", "  Lunch? ", 120));
    assertEquals("a\nb\t", errors.checkText("body", "a\nb\t"));
    assertEquals("", errors.checkText("body", null));
    assertDoesNotThrow(errors::throwIfAny);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "   ", "\u3000\u2003"})
  void blank_line_is_rejected(String blank) {
    errors.checkRequiredLine("subject", blank, 120);
    assertEquals(Map.of("subject", List.of("May not be blank.")), thrownErrors());
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "a\u0085b", "a\u2028b", "a\u2029b", "a\u0007b"})
  void line_breaks_and_control_characters_are_rejected(String line) {
    errors.checkLine("subject", line, 120);
    assertEquals(
        Map.of("subject", List.of("Control characters and line breaks are not allowed.")),
        thrownErrors());
  }

  @Test
  void length_is_counted_in_code_points() {
    errors.checkLine("subject", "\uD83D\uDCEC".repeat(120), 120);
    assertDoesNotThrow(errors::throwIfAny);
    errors.checkLine("subject", "\uD83D\uDCEC".repeat(121), 120);
    assertEquals(Map.of("subject", List.of("Must have at most 120 characters.")), thrownErrors());
  }

  @Test
  void unstorable_text_is_rejected() {
    errors.checkText("body", "a\0b");
    errors.checkText("text", "a\uD83Db");
    assertEquals(
        Map.of(
            "body", List.of("Null characters are not allowed."),
            "text", List.of("Is not valid Unicode.")),
        thrownErrors());
  }

  @Test
  void all_errors_are_reported_together() {
    errors.checkRequiredLine("subject", null, 120);
    errors.add("recipients", "Name at least one recipient.");
    errors.add("recipients", "And another thing.");
    assertEquals(
        Map.of(
            "subject", List.of("May not be blank."),
            "recipients", List.of("Name at least one recipient.", "And another thing.")),
        thrownErrors());
  }
}
