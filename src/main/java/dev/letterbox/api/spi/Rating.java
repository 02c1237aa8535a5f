package dev.letterbox.api.spi;

/**
 * What an auto-moderator thinks of a message.
 *
 * @param value from 0 (rejects at once) to 100 (accepts at once); anything else is no opinion
 * @param reason why the message should be rejected, as its sender reads it; null for the default
 *     reason of the auto-moderator, blank for none
 */
public record Rating(double value, String reason) {

  /** Accepts at once; nobody else is asked. */
  public static final Rating ACCEPT = of(100);

  /** Rejects at once, with the default reason; nobody else is asked. */
  public static final Rating REJECT = of(0);

  /** A rating with the default reason. */
  public static Rating of(double value) {
    return new Rating(value, null);
  }

  /** Rejects at once; nobody else is asked. */
  public static Rating reject(String reason) {
    return new Rating(0, reason);
  }
}
