package dev.letterbox.mail;

import dev.letterbox.shared.text.ValidationErrors;

/**
 * Text for a header: one line, whatever it was. What is not ASCII is encoded later (RFC 2047), so
 * no character is ever narrowed to a byte, and none can become a line break by that.
 */
final class HeaderSanitizer {

  private static final int MAX_LENGTH = 200;

  private HeaderSanitizer() {}

  /**
   * The text with a blank for what breaks lines, or changes the direction of what follows; nor is
   * it taken for something encoded.
   */
  static String sanitize(String text) {
    return sanitize(text, MAX_LENGTH);
  }

  /** The same, of at most so many characters. */
  static String sanitize(String text, int maxLength) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(point -> isAllowed(point) ? point : ' ')
        .limit(maxLength)
        .forEach(line::appendCodePoint);
    return line.toString().strip().replaceAll(" {2,}", " ").replace("=?", "= ?");
  }

  private static boolean isAllowed(int point) {
    return !ValidationErrors.isControlOrLineBreak(point)
        && Character.getType(point) != Character.SURROGATE
        && !isDirectional(point);
  }

  /** Embeddings, overrides and isolates: with them a name could dress up as an address. */
  private static boolean isDirectional(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
