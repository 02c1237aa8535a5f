package dev.letterbox.outbox;

import dev.letterbox.api.spi.DeliveryFailedException;
import dev.letterbox.api.spi.DeliveryFailedException.FailureType;
import java.time.Instant;

/**
 * An attempt that did not deliver its record: it failed, or the record is buffered for a digest.
 *
 * @param error shown to administrators; null without a failure
 * @param bufferedForDigest whether the record is delivered in a digest
 * @param digestDueAt when a newly buffered record is due; null after a failure
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

  /** No failure: the record is due at that time, in a digest. */
  public static FailedAttempt bufferedForDigest(OutboxRecord record, Instant digestDueAt) {
    return new FailedAttempt(record, null, FailureType.TRANSIENT, true, digestDueAt);
  }

  /** The same failure of a record in a digest. */
  public FailedAttempt inDigest() {
    return new FailedAttempt(record, error, failureType, true, null);
  }

  /** The same failure of another record. */
  public FailedAttempt withRecord(OutboxRecord newRecord) {
    return new FailedAttempt(newRecord, error, failureType, bufferedForDigest, digestDueAt);
  }

  /** See {@link OutboxRecord#firstDueAt}; the wait for a digest does not count. */
  Instant firstDueAt() {
    return digestDueAt == null ? record.firstDueAt() : digestDueAt;
  }

  public boolean isUnavailable() {
    return failureType == FailureType.CHANNEL_UNAVAILABLE;
  }

  /** Databases store no NUL character, and the column has a maximum length. */
  private static String storable(String text) {
    int end = Math.min(text.length(), MAX_ERROR_LENGTH);
    boolean cutsCharacter = end < text.length() && Character.isLowSurrogate(text.charAt(end));
    return text.substring(0, cutsCharacter ? end - 1 : end).replace('\0', ' ');
  }
}
