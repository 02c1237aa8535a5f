package dev.letterbox.api;

/** Where an entry of the outbox stands. What was told is not there any more. */
public enum OutboxState {
  /** It is told, or tried again, in a while. */
  WAITING,
  /** It failed too often, for too long, or for good, and is not tried any more. */
  DEAD
}
