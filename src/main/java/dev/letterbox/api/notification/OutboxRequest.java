package dev.letterbox.api.notification;

import dev.letterbox.api.PageRequest;

/**
 * Which entries of the outbox somebody wants to see, in the order of their ids.
 *
 * @param state where they stand
 * @param channel name of their channel; null for any
 * @param after the id behind which to go on; 0 for the beginning
 * @param limit how many at most, 1 to {@value PageRequest#MAX_LIMIT}
 */
public record OutboxRequest(OutboxState state, String channel, long after, int limit) {

  /** The first 10 that are dead. */
  public static final OutboxRequest DEAD = new OutboxRequest(OutboxState.DEAD, null, 0, 10);
}
