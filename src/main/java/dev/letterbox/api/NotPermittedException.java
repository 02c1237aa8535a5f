package dev.letterbox.api;

/** The caller may not do this, or a setting does not allow it. Nothing was changed. */
public class NotPermittedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  /**
   * @param context the user without permission, or the setting that forbids it, like {@code user
   *     alice}
   */
  public NotPermittedException(String context) {
    this(context, "You do not have permission to perform this action.");
  }

  /**
   * @param context the user without permission, or the setting that forbids it, like {@code user
   *     alice}
   * @param detail one sentence for end users, without ids and names
   */
  public NotPermittedException(String context, String detail) {
    super(Kind.NOT_PERMITTED, context, detail);
  }
}
