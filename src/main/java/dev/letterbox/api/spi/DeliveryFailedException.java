package dev.letterbox.api.spi;

/**
 * A notification could not be delivered. The message is shown to administrators: let it say what is
 * wrong, without secrets.
 */
public class DeliveryFailedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Kind kind;

  /** What is to be done about it. */
  public enum Kind {
    /** It may work later, and for others now. */
    PASSING,
    /** It is of no use to try again. */
    PERMANENT,
    /** The channel reaches nobody at the moment, so the others wait, too, for a few seconds. */
    UNAVAILABLE
  }

  private DeliveryFailedException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** It may work later, and for others now. */
  public static DeliveryFailedException passing(String message, Throwable cause) {
    return new DeliveryFailedException(Kind.PASSING, message, cause);
  }

  /** It is of no use to try again: so there is no such address. */
  public static DeliveryFailedException permanent(String message, Throwable cause) {
    return new DeliveryFailedException(Kind.PERMANENT, message, cause);
  }

  /** The channel reaches nobody at the moment: so its server does not answer. */
  public static DeliveryFailedException unavailable(String message, Throwable cause) {
    return new DeliveryFailedException(Kind.UNAVAILABLE, message, cause);
  }

  public Kind kind() {
    return kind;
  }
}
