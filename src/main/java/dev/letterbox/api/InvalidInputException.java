package dev.letterbox.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input breaks a rule. It carries all errors that were found, by the name of the field: the
 * property of the input, or the parameter, that was passed in. Nothing was stored.
 */
public class InvalidInputException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, List<String>> errors;

  /**
   * @param errors texts by field, at least one
   */
  public InvalidInputException(Map<String, List<String>> errors) {
    super(Kind.INVALID_INPUT, errors.toString(), "Some fields are not valid.");
    Map<String, List<String>> copy = new LinkedHashMap<>();
    errors.forEach((field, texts) -> copy.put(field, List.copyOf(texts)));
    this.errors = copy;
  }

  /** The texts by field, in the order in which they were found; empty after deserialization. */
  public Map<String, List<String>> errors() {
    return errors == null ? Map.of() : errors;
  }
}
