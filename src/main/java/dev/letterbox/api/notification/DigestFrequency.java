package dev.letterbox.api.notification;

/** How often a user gets an e-mail of what there is to tell. */
public enum DigestFrequency {
  /** At once, one for each notification. */
  IMMEDIATE,
  /** At most one an hour, which tells all there was. */
  HOUR,
  /** At most one a day, which tells all there was. */
  DAY
}
