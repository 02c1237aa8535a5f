package dev.letterbox.notification;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.Kind;
import java.time.Instant;

/**
 * An attempt that did not work, or that comes later with others.
 *
 * @param error what an administrator reads; null when nothing is wrong
 * @param gathered whether it is told with others
 * @param due when it is, if that does not depend on failures; null if it does
 */
record Failed(Entry entry, String error, Kind kind, boolean gathered, Instant due) {

  private static final int MAX_ERROR = 1000;

  static Failed of(Entry entry, Throwable thrown) {
    if (thrown instanceof DeliveryFailedException failure) {
      return of(entry, String.valueOf(failure.getMessage()), failure.kind());
    }
    String text = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return of(entry, thrown.getClass().getName() + text, Kind.PASSING);
  }

  private static Failed of(Entry entry, String error, Kind kind) {
    return new Failed(entry, storable(error), kind, false, null);
  }

  /** Nothing failed: it is told with others, from that moment on. */
  static Failed gathered(Entry entry, Instant due) {
    return new Failed(entry, null, Kind.PASSING, true, due);
  }

  /** The same, of what is told with others. */
  Failed inDigest() {
    return new Failed(entry, error, kind, true, null);
  }

  /** The same, of all that was to be told. */
  Failed with(Entry whole) {
    return new Failed(whole, error, kind, gathered, due);
  }

  String recipient() {
    return entry.recipient();
  }

  /** From when on its hours count: what waits for something else is not being tried. */
  Instant waitingSince() {
    return due == null ? entry.waitingSince() : due;
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
