package dev.letterbox.moderation;

import dev.letterbox.shared.text.ValidationErrors;
import java.util.Collection;

/** Reasons of auto-moderators as they can be stored and shown: one line, not too long. */
final class ReasonText {

  /** How many characters the reason of a rejection has at most. */
  static final int MAX_LENGTH = 120;

  private static final String ELLIPSIS = "…";

  private ReasonText() {}

  /**
   * A text as one line of at most so many characters; what is longer ends with an ellipsis.
   *
   * @return null when nothing is left
   */
  static String normalize(String text, int maxLength) {
    if (text == null) {
      return null;
    }
    StringBuilder line = new StringBuilder();
    text.codePoints().map(ReasonText::replaceUnprintable).forEach(line::appendCodePoint);
    String stripped = line.toString().strip();
    return stripped.isEmpty() ? null : truncate(stripped, maxLength);
  }

  /** Line breaks are blanks, and so is what has no form that a database can store. */
  private static int replaceUnprintable(int codePoint) {
    boolean invalid =
        ValidationErrors.isControlOrLineBreak(codePoint)
            || Character.getType(codePoint) == Character.SURROGATE;
    return invalid ? ' ' : codePoint;
  }

  private static String truncate(String line, int maxLength) {
    return line.codePointCount(0, line.length()) <= maxLength
        ? line
        : line.substring(0, line.offsetByCodePoints(0, maxLength - 1)) + ELLIPSIS;
  }

  /** Several reasons in one line; null when there are none. */
  static String join(Collection<String> reasons) {
    return normalize(String.join(", ", reasons), MAX_LENGTH);
  }
}
