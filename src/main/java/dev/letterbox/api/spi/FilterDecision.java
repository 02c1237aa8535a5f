package dev.letterbox.api.spi;

/**
 * The decision of a filter about a recipient.
 *
 * @param allowed whether the recipient can be written to
 * @param reason why not, as the sender reads it after the name; empty without a reason
 */
public record FilterDecision(boolean allowed, String reason) {

  /** The recipient can be written to. */
  public static final FilterDecision ALLOWED = new FilterDecision(true, "");

  public FilterDecision {
    reason = reason == null ? "" : reason.strip();
  }

  /** Refuses without a reason. */
  public static FilterDecision refused() {
    return refused("");
  }

  /** Refuses with a reason like {@code is away}. */
  public static FilterDecision refused(String reason) {
    return new FilterDecision(false, reason);
  }
}
