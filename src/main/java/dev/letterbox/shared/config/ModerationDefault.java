package dev.letterbox.shared.config;

/** The status of messages without any opinion of an auto-moderator. */
public enum ModerationDefault {
  ACCEPT,
  REJECT,
  PENDING
}
