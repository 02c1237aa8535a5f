package dev.letterbox.api.notification;

/** How often a user is notified on channels that support digests, such as e-mail. */
public enum DigestFrequency {
  /** At once, each notification by itself. */
  IMMEDIATE,
  /** At most once an hour, with all notifications of that time together. */
  HOUR,
  /** At most once a day, with all notifications of that time together. */
  DAY
}
