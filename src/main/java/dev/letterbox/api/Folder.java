package dev.letterbox.api;

/**
 * A view of a user's messages. The received and the sent side of a message are in one folder each.
 * Follows the folders of django-postman.
 */
public enum Folder {
  /** Received, accepted, neither archived nor deleted. */
  INBOX,
  /** Sent, in any moderation status, neither archived nor deleted. */
  SENT,
  /** Received and accepted, or sent; archived and not deleted. */
  ARCHIVES,
  /** Received and accepted, or sent; deleted. */
  TRASH
}
