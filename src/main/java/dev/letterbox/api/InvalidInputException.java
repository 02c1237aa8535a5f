package dev.letterbox.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input breaks a rule. It carries all errors that were found, by the name of the field (the
 * component of the record that was passed in), and nothing was stored.
 */
public class InvalidInputException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, List<String>> errors;

  /**
   * @param errors texts by field, at least one
   */
  public InvalidInputException(Map<String, List<String>> errors) {
    super("Invalid input: " + errors);
    Map<String, List<String>> copy = new LinkedHashMap<>();
    errors.forEach((field, texts) -> copy.put(field, List.copyOf(new ArrayList<>(texts))));
    this.errors = copy;
  }

  /** The texts by field, in the order in which they were found. */
  public Map<String, List<String>> errors() {
    return errors == null ? Map.of() : errors;
  }
}
