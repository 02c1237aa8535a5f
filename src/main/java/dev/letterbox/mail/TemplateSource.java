package dev.letterbox.mail;

/**
 * A template, or texts, as somebody has written them.
 *
 * @param origin where they are, for whoever has to mend them
 */
record TemplateSource(String origin, String text) {

  private static final String OPEN = "{{";
  private static final String CLOSED = "}}";
  private static final String OTHER_TAGS = "{{=";

  /**
   * The same; an open tag at the end would be taken for text.
   *
   * @throws IllegalStateException naming the line of a tag that is not closed
   */
  TemplateSource checked() {
    int open = text.lastIndexOf(OPEN);
    if (open > text.lastIndexOf(CLOSED) && !text.contains(OTHER_TAGS)) {
      long line = text.substring(0, open).chars().filter(c -> c == '\n').count() + 1;
      throw new IllegalStateException("A tag is not closed on line " + line);
    }
    return this;
  }
}
