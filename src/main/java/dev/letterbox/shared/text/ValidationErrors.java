package dev.letterbox.shared.text;

import dev.letterbox.api.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is wrong with some input, collected field by field, so that one exception can report it all.
 */
public final class ValidationErrors {

  /** How many characters the name of a user has at most. */
  public static final int MAX_NAME_LENGTH = 255;

  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  /** What was noted so far, by field. */
  public Map<String, List<String>> byField() {
    return Collections.unmodifiableMap(errors);
  }

  /** Notes an error of a field. */
  public void add(String field, String text) {
    errors.computeIfAbsent(field, key -> new ArrayList<>()).add(text);
  }

  /**
   * A text that may be empty and hold anything that a database can store.
   *
   * @return the text, empty for null
   */
  public String checkText(String field, String value) {
    String text = value == null ? "" : value;
    if (text.indexOf('\0') >= 0) {
      add(field, "Null characters are not allowed.");
    } else if (hasUnpairedSurrogate(text)) {
      add(field, "Is not valid Unicode.");
    }
    return text;
  }

  /**
   * A text of one line, without blanks around it.
   *
   * @param maxLength length at most, in characters (code points)
   * @return the text, empty for null
   */
  public String checkLine(String field, String value, int maxLength) {
    String line = checkText(field, value).strip();
    if (line.codePoints().anyMatch(ValidationErrors::isControlOrLineBreak)) {
      add(field, "Control characters and line breaks are not allowed.");
    }
    if (line.codePointCount(0, line.length()) > maxLength) {
      add(field, "Must have at most " + maxLength + " characters.");
    }
    return line;
  }

  /** A {@link #checkLine} that is not empty. */
  public String checkRequiredLine(String field, String value, int maxLength) {
    String line = checkLine(field, value, maxLength);
    if (line.isEmpty()) {
      add(field, "May not be blank.");
    }
    return line;
  }

  /**
   * Ends the operation, if there were any errors.
   *
   * @throws InvalidInputException with all of them
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
  }

  /** Whether a character is none that a line may have: a control character or a line break. */
  public static boolean isControlOrLineBreak(int codePoint) {
    int type = Character.getType(codePoint);
    return type == Character.CONTROL
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }

  /** Whether a database can store a text. */
  public static boolean isStorable(String text) {
    return text.indexOf('\0') < 0 && !hasUnpairedSurrogate(text);
  }

  /** Whether half of a pair stands alone, so that the text has no UTF-8 form. */
  public static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
