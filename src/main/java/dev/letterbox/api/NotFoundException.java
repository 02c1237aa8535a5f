package dev.letterbox.api;

/**
 * What an operation names does not exist, or the user may not see it; the two look the same.
 * Nothing was changed.
 */
public class NotFoundException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param context what was not found, with its id, like {@code webhook 3}
   */
  public NotFoundException(String context) {
    this(context, "Not found.");
  }

  /**
   * @param context what was not found, with its id, like {@code webhook 3}
   * @param detail one sentence for end users, without ids and names
   */
  public NotFoundException(String context, String detail) {
    super(Kind.NOT_FOUND, context, detail);
  }
}
