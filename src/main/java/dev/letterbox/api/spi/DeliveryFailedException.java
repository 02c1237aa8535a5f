package dev.letterbox.api.spi;

/**
 * A channel could not deliver a notification. Administrators see the message: it says what is
 * wrong, without secrets.
 */
public class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureType failureType;

  /** How to continue after a failure. */
  public enum FailureType {
    /** Retry this notification later; others are not affected. */
    TRANSIENT,
    /** Do not retry. */
    PERMANENT,
    /** The channel reaches no user at present: all its notifications wait for some seconds. */
    CHANNEL_UNAVAILABLE
  }

  private DeliveryFailedException(FailureType failureType, String message, Throwable cause) {
    super(message, cause);
    this.failureType = failureType;
  }

  /** This notification may succeed later; others are not affected. */
  public static DeliveryFailedException transientFailure(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.TRANSIENT, message, cause);
  }

  /** A retry is useless, for example because the address does not exist. */
  public static DeliveryFailedException permanentFailure(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.PERMANENT, message, cause);
  }

  /** The channel reaches no user at present, for example because its server does not respond. */
  public static DeliveryFailedException channelUnavailable(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.CHANNEL_UNAVAILABLE, message, cause);
  }

  public FailureType failureType() {
    return failureType;
  }
}
