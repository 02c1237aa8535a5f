package dev.letterbox.mail;

/**
 * The source of a template or of texts.
 *
 * @param origin file or bean, for error messages
 */
record TemplateSource(String origin, String text) {

  private static final String OPEN = "{{";
  private static final String CLOSE = "}}";
  private static final String DELIMITER_CHANGE = "{{=";

  /**
   * Checks that the last tag is closed, which Mustache does not: it takes an open tag for text.
   *
   * @return this source
   * @throws IllegalStateException naming the line of the open tag
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
