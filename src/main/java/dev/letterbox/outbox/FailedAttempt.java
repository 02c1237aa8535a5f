package dev.letterbox.outbox;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import java.time.Instant;

/**
 * An attempt that did not work, or that comes later with others.
 *
 * @param error what an administrator reads; null when nothing is wrong
 * @param bufferedForDigest whether it is told with others
 * @param digestDueAt when it is, if that does not depend on failures; null if it does
 */
public record FailedAttempt(
    OutboxRecord record,
    String error,
    FailureType failureType,
    boolean bufferedForDigest,
    Instant digestDueAt) {

  private static final int MAX_ERROR_LENGTH = 1000;

  public static FailedAttempt of(OutboxRecord record, Throwable thrown) {
    if (thrown instanceof DeliveryFailedException failure) {
      return of(record, String.valueOf(failure.getMessage()), failure.failureType());
    }
    String text = thrown.getMessage() == null ? "" : ": " + thrown.getMessage();
    return of(record, thrown.getClass().getName() + text, FailureType.TRANSIENT);
  }

  private static FailedAttempt of(OutboxRecord record, String error, FailureType failureType) {
    return new FailedAttempt(record, storable(error), failureType, false, null);
  }

  /** Nothing failed: it is told with others, from that moment on. */
  static FailedAttempt bufferedForDigest(OutboxRecord record, Instant digestDueAt) {
    return new FailedAttempt(record, null, FailureType.TRANSIENT, true, digestDueAt);
  }

  /** The same, of what is told with others. */
  public FailedAttempt inDigest() {
    return new FailedAttempt(record, error, failureType, true, null);
  }

  /** The same, of all that was to be told. */
  FailedAttempt withRecord(OutboxRecord newRecord) {
    return new FailedAttempt(newRecord, error, failureType, bufferedForDigest, digestDueAt);
  }

  String recipient() {
    return record.recipient();
  }

  /** From when on its hours count: what waits for something else is not being tried. */
  Instant firstDueAt() {
    return digestDueAt == null ? record.firstDueAt() : digestDueAt;
  }

  public boolean isUnavailable() {
    return failureType == FailureType.CHANNEL_UNAVAILABLE;
  }

  /** A database keeps no NUL, and so many characters. */
  private static String storable(String text) {
    int end = Math.min(text.length(), MAX_ERROR_LENGTH);
    boolean cutsCharacter = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, cutsCharacter ? end - 1 : end).replace('\0', ' ');
  }
}
