package dev.letterbox.api.account;

import dev.letterbox.api.LetterboxException;
import java.time.Duration;

/** Too many requests, or too much work at once: nothing was done, a later attempt may succeed. */
public class RetryLaterException extends LetterboxException {

  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  private RetryLaterException(Kind kind, String context, String detail, Duration retryAfter) {
    super(kind, context, detail);
    this.retryAfter = retryAfter;
  }

  /**
   * Refuses an attempt after too many failed ones.
   *
   * @param context what was limited; for logs only
   */
  public static RetryLaterException tooManyAttempts(String context, Duration retryAfter) {
    return new RetryLaterException(
        Kind.TOO_MANY_ATTEMPTS,
        context,
        "Too many failed log-in attempts. Try again later.",
        retryAfter);
  }

  /**
   * Refuses work because there is too much at once.
   *
   * @param context what was limited; for logs only
   */
  public static RetryLaterException unavailable(String context, Duration retryAfter) {
    return new RetryLaterException(
        Kind.UNAVAILABLE, context, "Too many log-ins at once. Try again in a moment.", retryAfter);
  }

  /** The time after which an attempt may succeed, in whole seconds. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
