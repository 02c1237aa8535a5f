package dev.letterbox.api.spi;

import dev.letterbox.api.LetterboxException;

/**
 * A bean that an installation has added (a filter, a formatter, an auto-moderator) threw an
 * exception, which is the cause. Nothing was stored.
 */
public class ExtensionFailedException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final String extension;

  /**
   * @param extension name of the bean's class
   */
  public ExtensionFailedException(String extension, RuntimeException cause) {
    super(extension + " failed");
    initCause(cause);
    this.extension = extension;
  }

  /** Name of the bean's class. */
  public String extension() {
    return extension;
  }
}
