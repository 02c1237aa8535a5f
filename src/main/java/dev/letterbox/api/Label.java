package dev.letterbox.api;

/** What kind of message it is; notifications are told apart by it. */
public enum Label {
  /** From one user to another. */
  MESSAGE,
  /** From a trusted sender to many users, one stored text. */
  BROADCAST,
  /** From an application, without a sender. */
  NOTICE
}
