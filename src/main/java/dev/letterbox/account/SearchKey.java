package dev.letterbox.account;

/**
 * Texts in one case, to be looked up by how they begin. Folded character by character, so that the
 * beginning of a folded text is the folded beginning of the text, and as long as before.
 */
final class SearchKey {

  private SearchKey() {}

  /** The text in one case. */
  static String of(String text) {
    StringBuilder caseFolded = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> Character.toLowerCase(Character.toUpperCase(codePoint)))
        .forEach(caseFolded::appendCodePoint);
    return caseFolded.toString();
  }

  /**
   * The first text that sorts after all texts with this beginning, whether a database compares
   * characters (PostgreSQL) or UTF-16 units (Derby).
   */
  static String endOfPrefixRange(String prefix) {
    int lastCodePoint = prefix.codePointBefore(prefix.length());
    String allButLast = prefix.substring(0, prefix.length() - Character.charCount(lastCodePoint));
    int successor =
        lastCodePoint == Character.MIN_SURROGATE - 1
            ? Character.MAX_SURROGATE + 1
            : lastCodePoint + 1;
    return Character.isValidCodePoint(successor)
        ? allButLast + Character.toString(successor)
        : prefix;
  }
}
