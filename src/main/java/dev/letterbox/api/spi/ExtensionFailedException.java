package dev.letterbox.api.spi;

import dev.letterbox.api.LetterboxException;

/**
 * A bean that was added to Letterbox (a filter, a formatter, an auto-moderator) threw an exception,
 * which is the cause. Nothing was stored.
 */
public class ExtensionFailedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String extension;

  /**
   * @param extension name of the bean's class
   */
  public ExtensionFailedException(String extension, RuntimeException cause) {
    super(Kind.EXTENSION_FAILED, extension, extension + " failed, so nothing was stored.", cause);
    this.extension = extension;
  }

  /** Name of the bean's class. */
  public String extension() {
    return extension;
  }
}
