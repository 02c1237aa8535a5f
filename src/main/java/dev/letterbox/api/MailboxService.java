package dev.letterbox.api;

import jakarta.ejb.Local;

/**
 * Shows users their messages and changes the state of their side. The caller says whose mailbox it
 * is and must have made sure that it may look into it.
 *
 * <p>Look it up as {@code java:global/letterbox/MailboxService!dev.letterbox.api.MailboxService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}); a counter changes in the same transaction as the
 * deliveries that it counts. What costs how many SQL statements is stated at each operation, and
 * none of them depends on the size of the mailbox. An unknown owner has an empty mailbox.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface MailboxService {

  /** How many messages of the inbox are unread. Exact; one row is read (1 statement). */
  long unreadCount(String owner);

  /**
   * How many messages of the inbox are unread and how important they are (1 statement). Marks
   * nothing. Follows <i>peek</i> of drf-messages.
   */
  Summary summary(String owner);

  /**
   * Messages of the inbox, newest first, and their number. Those returned become read, if asked,
   * and only those; the answer still shows them as they were (at most 4 statements).
   *
   * @throws InvalidInputException naming {@code offset} or {@code limit} when out of range
   */
  Page page(PageRequest request);

  /**
   * One message that this user received and has not deleted, or sent. A received one becomes read
   * when it was not; the answer still shows it as it was (at most 3 statements).
   *
   * <p>Its sender can open it until he deletes it; one that was deleted on his side as it was
   * written (broadcasts, {@link NewMessage#deletedForSender()}) stays open to him.
   *
   * @throws MessageNotFoundException when absent, deleted, not accepted yet, or another user's
   */
  Message open(String owner, long messageId);

  /**
   * The same as {@link #open}, but leaves the message unread (1 statement).
   *
   * @throws MessageNotFoundException as for {@link #open}
   */
  Message get(String owner, long messageId);

  /**
   * Deletes this user's side of a message: the delivery, if he received it, and the sender's side,
   * if he sent it. The other side keeps it (at most 4 statements).
   *
   * @throws MessageNotFoundException when {@link #open} would not find it
   * @throws UnreadMessageException when he received it, has not read it, and {@code
   *     letterbox.messages.allow-delete-unread} is off
   */
  void delete(String owner, long messageId);
}
