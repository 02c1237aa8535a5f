package dev.letterbox.api.spi;

/**
 * What an auto-moderator thinks of a message.
 *
 * @param value from 0 (rejects at once) to 100 (accepts at once); anything else is no opinion
 * @param reason why it should be rejected; empty without one
 */
public record Rating(double value, String reason) {

  /** Accepts at once; nobody else is asked. */
  public static final Rating ACCEPT = new Rating(100, "");

  /** A rating without a reason. */
  public static Rating of(double value) {
    return new Rating(value, "");
  }

  /** Rejects at once; nobody else is asked. */
  public static Rating reject(String reason) {
    return new Rating(0, reason);
  }
}
