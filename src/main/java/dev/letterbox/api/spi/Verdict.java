package dev.letterbox.api.spi;

/**
 * What a filter says of a recipient.
 *
 * @param allowed whether he may be written to
 * @param reason why not, in the words that the sender reads behind his name; empty without one
 */
public record Verdict(boolean allowed, String reason) {

  /** Nothing against it. */
  public static final Verdict ALLOWED = new Verdict(true, "");

  public Verdict {
    reason = reason == null ? "" : reason.strip();
  }

  /** No, without a reason. */
  public static Verdict refused() {
    return refused("");
  }

  /** No, with a reason like {@code is away}. */
  public static Verdict refused(String reason) {
    return new Verdict(false, reason);
  }
}
