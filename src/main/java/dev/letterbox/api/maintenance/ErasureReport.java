package dev.letterbox.api.maintenance;

/**
 * What an erasure has done.
 *
 * @param pseudonym what stands in the place of the name from now on
 * @param deliveries how many received messages are gone from the mailbox
 * @param renamed how many messages bear the pseudonym now, for others to see
 * @param removed how many messages are gone, because nobody could see them any more
 */
public record ErasureReport(String pseudonym, long deliveries, long renamed, long removed) {

  /** How every pseudonym begins; no account can have such a name. */
  public static final String PREFIX = "erased-";
}
