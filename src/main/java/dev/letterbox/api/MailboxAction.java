package dev.letterbox.api;

/** What a user does with messages of his. */
public enum MailboxAction {
  /** Out of the inbox, or the sent folder, into the archives. */
  ARCHIVE,
  /** Out of the trash to where it lay before; or out of the archives to the inbox, or sent. */
  RESTORE,
  /** Into the trash. */
  DELETE,
  /** A received message becomes read. */
  READ,
  /** A received message becomes unread again. */
  UNREAD
}
