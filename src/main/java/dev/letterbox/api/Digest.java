package dev.letterbox.api;

/** How often a user gets an e-mail of what there is to tell. */
public enum Digest {
  /** At once, one for each notification. */
  NONE,
  /** At most one an hour, which tells all there was. */
  HOUR,
  /** At most one a day, which tells all there was. */
  DAY
}
