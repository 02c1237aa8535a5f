package dev.letterbox.api.notification;

/** What a notification is about; what users can want or not want, for each channel. */
public enum NotificationType {
  /** Somebody has written to the user. */
  MESSAGE,
  /** Somebody has answered what the user wrote. */
  REPLY,
  /** What the user wrote was rejected. */
  REJECTION,
  /** An application has something to tell. */
  NOTICE,
  /** Somebody has something to tell to many. */
  BROADCAST
}
