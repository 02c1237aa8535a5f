package dev.letterbox.moderation;

import dev.letterbox.shared.text.ValidationErrors;
import java.util.Collection;

/** Normalizes reasons of auto-moderators to one storable line of limited length. */
final class ReasonText {

  /** Maximum length of a rejection reason in characters. */
  static final int MAX_LENGTH = 120;

  private static final String ELLIPSIS = "…";

  private ReasonText() {}

  /**
   * Converts a text to one line; a longer one ends with an ellipsis.
   *
   * @param maxLength maximum number of characters (code points)
   * @return null for a blank text
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

  /**
   * Replaces line breaks, control characters and unpaired surrogates, which a database can't store.
   */
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

  /** Joins reasons to one line; null for none. */
  static String join(Collection<String> reasons) {
    return normalize(String.join(", ", reasons), MAX_LENGTH);
  }
}
