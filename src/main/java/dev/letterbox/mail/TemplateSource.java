package dev.letterbox.mail;

/**
 * A template, or texts, as somebody has written them.
 *
 * @param origin where they are, for whoever has to mend them
 */
record TemplateSource(String origin, String text) {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String DELIMITER_CHANGE = "{{=";

  /**
   * The same; an open tag at the end would be taken for text.
   *
   * @throws IllegalStateException naming the line of a tag that is not closed
   */
  TemplateSource validated() {
    int open = text.lastIndexOf(OPEN);
    if (open > text.lastIndexOf(CLOSE) && !text.contains(DELIMITER_CHANGE)) {
      long line = text.substring(0, open).chars().filter(c -> c == '\n').count() + 1;
      throw new IllegalStateException("A tag is not closed on line " + line);
    }
    return this;
  }
}
