package dev.letterbox.mail;

import dev.letterbox.shared.InputErrors;

/**
 * Text for a header: one line, whatever it was. What is not ASCII is encoded later (RFC 2047), so
 * no character is ever narrowed to a byte, and none can become a line break by that.
 */
final class HeaderText {

  private static final int MAX_LENGTH = 200;

  private HeaderText() {}

  /**
   * The text with a blank for what breaks lines, or changes the direction of what follows; nor is
   * it taken for something encoded.
   */
  static String of(String text) {
    return of(text, MAX_LENGTH);
  }

  /** The same, of at most so many characters. */
  static String of(String text, int most) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .map(point -> isPlain(point) ? point : ' ')
        .limit(most)
        .forEach(line::appendCodePoint);
    return line.toString().strip().replaceAll(" {2,}", " ").replace("=?", "= ?");
  }

  private static boolean isPlain(int point) {
    return !InputErrors.breaksLine(point)
        && Character.getType(point) != Character.SURROGATE
        && !isDirection(point);
  }

  /** Embeddings, overrides and isolates: with them a name could dress up as an address. */
  private static boolean isDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }
}
