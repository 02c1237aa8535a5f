package dev.letterbox.api.notification;

/** How often a user gets e-mails. */
public enum DigestFrequency {
  /** At once, one e-mail for each notification. */
  IMMEDIATE,
  /** At most one e-mail an hour, with all notifications of that time. */
  HOUR,
  /** At most one e-mail a day, with all notifications of that time. */
  DAY
}
