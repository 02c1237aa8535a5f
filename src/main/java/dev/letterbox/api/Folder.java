package dev.letterbox.api;

/**
 * A way to look at the messages of a user. A message lies in one folder for each of its sides.
 * Follows the folders of django-postman.
 */
public enum Folder {
  /** Received, accepted, neither archived nor deleted. */
  INBOX,
  /** Sent, in whatever state of moderation, neither archived nor deleted. */
  SENT,
  /** Received and accepted, or sent; archived and not deleted. */
  ARCHIVES,
  /** Received and accepted, or sent; deleted. */
  TRASH
}
