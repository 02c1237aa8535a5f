package dev.letterbox.api.spi;

/**
 * What a filter says of a recipient.
 *
 * @param allowed whether he may be written to
 * @param reason why not, in the words that the sender reads behind his name; empty without one
 */
public record FilterDecision(boolean allowed, String reason) {

  /** Nothing against it. */
  public static final FilterDecision ALLOWED = new FilterDecision(true, "");

  public FilterDecision {
    reason = reason == null ? "" : reason.strip();
  }

  /** No, without a reason. */
  public static FilterDecision refused() {
    return refused("");
  }

  /** No, with a reason like {@code is away}. */
  public static FilterDecision refused(String reason) {
    return new FilterDecision(false, reason);
  }
}
