package dev.letterbox.api.notification;

/** The state of an entry of the outbox. Delivered entries are deleted. */
public enum OutboxState {
  /** Waits for its first or next attempt. */
  PENDING,
  /** Waits for the end of the user's hour or day, to be sent with others. */
  BUFFERED_FOR_DIGEST,
  /** Failed too often, for too long, or permanently. No further attempts. */
  DEAD
}
