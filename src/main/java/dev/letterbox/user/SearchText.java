package dev.letterbox.user;

/**
 * Texts in one case, to be looked up by how they begin. Folded character by character, so that the
 * beginning of a folded text is the folded beginning of the text, and as long as before.
 */
final class SearchText {

  private SearchText() {}

  /** The text in one case. */
  static String of(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
        .forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /**
   * The first text that sorts after all texts with this beginning, whether a database compares
   * characters (PostgreSQL) or UTF-16 units (Derby).
   */
  static String after(String beginning) {
    int last = beginning.codePointBefore(beginning.length());
    String rest = beginning.substring(0, beginning.length() - Character.charCount(last));
    int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
    return Character.isValidCodePoint(next) ? rest + Character.toString(next) : beginning;
  }
}
