package dev.letterbox.notification;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.Kind;

/**
 * An attempt that did not work.
 *
 * @param error what an administrator reads
 */
record Failed(Entry entry, String error, Kind kind) {

  private static final int MAX_ERROR = 1000;

  static Failed of(Entry entry, Throwable thrown) {
    if (thrown instanceof DeliveryFailedException failure) {
      return new Failed(entry, storable(String.valueOf(failure.getMessage())), failure.kind());
    }
    String text = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return new Failed(entry, storable(thrown.getClass().getName() + text), Kind.PASSING);
  }

  /** The same, of all that was to be told. */
  Failed with(Entry whole) {
    return new Failed(whole, error, kind);
  }

  boolean isUnavailable() {
    return kind == Kind.UNAVAILABLE;
  }

  /** A database keeps no NUL, and so many characters. */
  private static String storable(String text) {
    int end = Math.min(text.length(), MAX_ERROR);
    boolean cutsCharacter = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, cutsCharacter ? end - 1 : end).replace('\0', ' ');
  }
}
