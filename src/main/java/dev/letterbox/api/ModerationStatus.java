package dev.letterbox.api;

/** Where a message stands in moderation. Only an accepted one reaches its recipient. */
public enum ModerationStatus {
  PENDING,
  ACCEPTED,
  REJECTED
}
