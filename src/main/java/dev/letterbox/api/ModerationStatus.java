package dev.letterbox.api;

/** The state of a message in moderation. Only an accepted message reaches its recipient. */
public enum ModerationStatus {
  PENDING,
  ACCEPTED,
  REJECTED
}
