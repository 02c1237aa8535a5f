package dev.letterbox.api.notification;

/** What a notification is about. Users can enable and disable each type for each channel. */
public enum NotificationType {
  /** The user received a message of another user or a visitor. */
  MESSAGE,
  /** The user received a reply. */
  REPLY,
  /** A message of the user was rejected. */
  REJECTION,
  /** The user received a notice of an application. */
  NOTICE,
  /** The user received a broadcast. */
  BROADCAST
}
