package dev.letterbox.api;

/** A change of a user's side of messages. */
public enum MailboxAction {
  /** Moves it from the inbox or the sent folder to the archives. */
  ARCHIVE,
  /** Moves it from the trash back to where it was, or from the archives to the inbox or sent. */
  RESTORE,
  /** Moves it to the trash. */
  DELETE,
  /** Marks a received message as read. */
  READ,
  /** Marks a received message as unread. */
  UNREAD
}
