package dev.letterbox.api.spi;

/**
 * A notification could not be delivered. The message is shown to administrators: let it say what is
 * wrong, without secrets.
 */
public class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FailureType failureType;

  /** What is to be done about it. */
  public enum FailureType {
    /** It may work later, and for others now. */
    TRANSIENT,
    /** It is of no use to try again. */
    PERMANENT,
    /** The channel reaches nobody at the moment, so the others wait, too, for a few seconds. */
    CHANNEL_UNAVAILABLE
  }

  private DeliveryFailedException(FailureType failureType, String message, Throwable cause) {
    super(message, cause);
    this.failureType = failureType;
  }

  /** It may work later, and for others now. */
  public static DeliveryFailedException transientFailure(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.TRANSIENT, message, cause);
  }

  /** It is of no use to try again: so there is no such address. */
  public static DeliveryFailedException permanentFailure(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.PERMANENT, message, cause);
  }

  /** The channel reaches nobody at the moment: so its server does not answer. */
  public static DeliveryFailedException channelUnavailable(String message, Throwable cause) {
    return new DeliveryFailedException(FailureType.CHANNEL_UNAVAILABLE, message, cause);
  }

  public FailureType failureType() {
    return failureType;
  }
}
