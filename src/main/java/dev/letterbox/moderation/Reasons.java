package dev.letterbox.moderation;

import dev.letterbox.shared.InputErrors;
import java.util.Collection;

/** Reasons of auto-moderators as they can be stored and shown: one line, not too long. */
final class Reasons {

  /** How many characters the reason of a rejection has at most. */
  static final int MAX_LENGTH = 120;

  private static final String ELLIPSIS = "…";

  private Reasons() {}

  /**
   * A text as one line of at most so many characters; what is longer ends with an ellipsis.
   *
   * @return null when nothing is left
   */
  static String line(String text, int most) {
    if (text == null) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints().map(Reasons::inOneLine).forEach(line::appendCodePoint);
    String stripped = line.toString().strip();
    return stripped.isEmpty() ? null : cut(stripped, most);
  }

  /** Line breaks are blanks, and so is what has no form that a database can store. */
  private static int inOneLine(int codePoint) {
    boolean none =
        InputErrors.breaksLine(codePoint) || Character.getType(codePoint) == Character.SURROGATE;
    return none ? ' ' : codePoint;
  }

  private static String cut(String line, int most) {
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)) + ELLIPSIS;
  }

  /** Several reasons in one line; null when there are none. */
  static String joined(Collection<String> reasons) {
    return line(String.join(", ", reasons), MAX_LENGTH);
  }
}
