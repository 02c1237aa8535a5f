package dev.letterbox.api;

/** What kind of message it is. */
public enum MessageKind {
  /** From one user or visitor to another. */
  MESSAGE,
  /** From a trusted sender to many users, with one stored text. */
  BROADCAST,
  /** From an application, without a sender. */
  NOTICE
}
