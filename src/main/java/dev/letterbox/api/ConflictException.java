package dev.letterbox.api;

/**
 * The operation contradicts the present state of what it concerns: a message is decided already, a
 * name is taken, a limit is reached. Nothing was changed.
 */
public class ConflictException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param context what is in the way, with its id, like {@code message 17}
   * @param detail one sentence for end users, without ids and names
   */
  public ConflictException(String context, String detail) {
    super(Kind.CONFLICT, context, detail);
  }
}
