package dev.letterbox.api.notification;

/** Where an entry of the outbox stands. What was told is not there any more. */
public enum OutboxState {
  /** It is told, or tried again, in a while. */
  PENDING,
  /** It is told with other things, at the end of the user's hour or day. */
  BUFFERED_FOR_DIGEST,
  /** It failed too often, for too long, or for good, and is not tried any more. */
  DEAD
}
