package dev.letterbox.api.notification;

import dev.letterbox.api.PageRequest;

/**
 * Which entries of the outbox to return, in the order of their ids.
 *
 * @param state the state of the entries
 * @param channel name of their channel; null for all channels
 * @param after the id after which to continue; 0 for the beginning
 * @param limit maximum number of entries, 1 to {@value PageRequest#MAX_LIMIT}
 */
public record OutboxRequest(OutboxState state, String channel, long after, int limit) {

  /** The first 10 dead entries. */
  public static final OutboxRequest DEAD = new OutboxRequest(OutboxState.DEAD, null, 0, 10);
}
