package dev.letterbox.shared.text;

import dev.letterbox.api.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects the errors of an input by field, to report all with one exception. */
public final class ValidationErrors {

  /** Maximum number of characters of the name of a user. */
  public static final int MAX_NAME_LENGTH = 255;

  private final Map<String, List<String>> errors = new LinkedHashMap<>();

  /** The errors so far, by field. */
  public Map<String, List<String>> byField() {
    return Collections.unmodifiableMap(errors);
  }

  /** Adds an error of a field. */
  public void add(String field, String text) {
    errors.computeIfAbsent(field, key -> new ArrayList<>()).add(text);
  }

  /**
   * Checks a text, which may be empty and have any characters that a database can store.
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
   * The same with a maximum length.
   *
   * @param maxLength in characters (code points)
   */
  public String checkText(String field, String value, int maxLength) {
    String text = checkText(field, value);
    checkLength(field, text, maxLength);
    return text;
  }

  private void checkLength(String field, String text, int maxLength) {
    if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
      add(field, "Must have at most " + maxLength + " characters.");
    }
  }

  /**
   * Checks a text of one line and removes surrounding blanks.
   *
   * @param maxLength maximum length in characters (code points)
   * @return the text, empty for null
   */
  public String checkLine(String field, String value, int maxLength) {
    String line = checkText(field, value).strip();
    if (line.codePoints().anyMatch(ValidationErrors::isControlOrLineBreak)) {
      add(field, "Control characters and line breaks are not allowed.");
    }
    checkLength(field, line, maxLength);
    return line;
  }

  /** As {@link #checkLine}; an empty line is an error. */
  public String checkRequiredLine(String field, String value, int maxLength) {
    String line = checkLine(field, value, maxLength);
    if (line.isEmpty()) {
      add(field, "May not be blank.");
    }
    return line;
  }

  /**
   * Throws an exception if there are any errors.
   *
   * @throws InvalidInputException with all errors
   */
  public void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new InvalidInputException(errors);
    }
  }

  /** Whether a character is a control character or a line break, which a line may not have. */
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

  /** Whether a surrogate has no partner, so that the text can't be encoded in UTF-8. */
  public static boolean hasUnpairedSurrogate(String text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }
}
