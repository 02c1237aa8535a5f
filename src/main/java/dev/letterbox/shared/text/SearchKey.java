package dev.letterbox.shared.text;

/**
 * Case-folded texts for search by prefix. Texts are folded character by character, so that the key
 * of a prefix is a prefix of the key.
 */
public final class SearchKey {

  private SearchKey() {}

  /** The key of a text. */
  public static String of(String text) {
    StringBuilder caseFolded = new StringBuilder(text.length());
    text.codePoints()
        .map(codePoint -> Character.toLowerCase(Character.toUpperCase(codePoint)))
        .forEach(caseFolded::appendCodePoint);
    return caseFolded.toString();
  }

  /**
   * The first text that sorts after all texts with this prefix, in the order of code points
   * (PostgreSQL) and of UTF-16 units (Derby).
   */
  public static String endOfPrefixRange(String prefix) {
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
