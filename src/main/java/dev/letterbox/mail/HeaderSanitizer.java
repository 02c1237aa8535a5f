package dev.letterbox.mail;

import dev.letterbox.shared.text.ValidationErrors;

/**
 * Makes any text a single header line. Characters outside ASCII stay as they are and are encoded
 * later (RFC 2047), so none is narrowed to a byte that could be a line break.
 */
final class HeaderSanitizer {

  private static final int MAX_LENGTH = 200;

  private HeaderSanitizer() {}

  /**
   * Replaces line breaks, control characters and directional characters with blanks, defuses {@code
   * =?}, which begins an encoded word, and limits the text to 200 characters.
   */
  static String sanitize(String text) {
    return sanitize(text, MAX_LENGTH);
  }

  /** The same with another limit. */
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

  /** Embeddings, overrides and isolates could make a name look like an address. */
  private static boolean isDirectional(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
