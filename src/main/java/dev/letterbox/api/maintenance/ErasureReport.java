package dev.letterbox.api.maintenance;

/**
 * What an erasure has done.
 *
 * @param pseudonym replaces the name of the user
 * @param deliveries number of removed deliveries to the user
 * @param renamed number of messages that now contain the pseudonym
 * @param removed number of removed messages, which no other user could see
 */
public record ErasureReport(String pseudonym, long deliveries, long renamed, long removed) {

  /** The prefix of every pseudonym; no account can have a name with it. */
  public static final String PSEUDONYM_PREFIX = "erased-";
}
