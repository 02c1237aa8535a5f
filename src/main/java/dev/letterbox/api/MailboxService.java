package dev.letterbox.api;

import jakarta.ejb.Local;

/**
 * Reads the messages of users and changes their side of them.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/MailboxService!dev.letterbox.api.MailboxService")
 * private MailboxService mailboxes;
 *
 * long unread = mailboxes.unreadCount("bob");
 * Page<Message> newest = mailboxes.page(PageRequest.inbox("bob").limit(20));
 * mailboxes.archive("bob", newest.results().get(0).id());
 * }</pre>
 *
 * <p>Who may call: any application on the server. The caller names the owner of the mailbox and is
 * responsible for checking that the user may access it.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). A counter changes in
 * the same transaction as the deliveries that it counts. The number of SQL statements is stated for
 * each operation and never depends on the size of the mailbox. An unknown owner has an empty
 * mailbox.
 *
 * <p>All instances are thread-safe.
 */
@Local
public interface MailboxService {

  /** The exact number of unread messages in the inbox (1 statement, which reads one row). */
  long unreadCount(String owner);

  /**
   * The number of unread messages in the inbox and their highest level (1 statement). Marks nothing
   * as read. Follows <i>peek</i> of drf-messages.
   */
  UnreadSummary summary(String owner);

  /**
   * The same for the messages of the inbox that match a filter (1 statement, which reads the unread
   * messages).
   *
   * @throws InvalidInputException naming {@code filter} if it has too many conditions, or texts
   *     that no message can contain
   */
  UnreadSummary summary(String owner, MessageFilter filter);

  /**
   * A number that grows with every visible change of the inbox; 0 if it never had a message (1
   * statement, which reads one row). While it is unchanged, so is each page of the inbox.
   */
  long version(String owner);

  /**
   * Validates a request for {@link #page} without executing it (no statement).
   *
   * @throws InvalidInputException as {@link #page}
   */
  void validate(PageRequest request);

  /**
   * A page of a folder: the messages or conversations that match a filter, sorted, with their
   * number if requested. A conversation is represented by the newest of its messages that match the
   * filter; {@link Message#messageCount} is the number of those. Filters and orders by reading
   * apply to received messages only: no sent message matches them. Follows the folders of
   * django-postman and the list of drf-messages.
   *
   * <p>Of a message to oneself, the archives and the trash contain the received side if it is
   * there, otherwise the sent one. A broadcast is in none of its sender's folders.
   *
   * <p>If requested, the returned messages that the owner received and has not deleted become read;
   * the result still shows their former state. At most 1 statement for the inbox and 2 for another
   * folder, 1 more for an empty page, and 2 to mark. With {@code letterbox.messages.delete-read}
   * the messages that become read are deleted for this user (at most 5 statements instead of 2; 7
   * if there are replies among them).
   *
   * <p>Without a filter and sorted by age, the cost does not depend on the size of the mailbox: by
   * message in each folder, by conversation in the inbox. The same holds for the count, in the
   * inbox only.
   *
   * <p>A message that becomes read no longer matches {@link MessageFilter#unread}. Use a cursor
   * with that filter: an offset would skip as many messages as the previous pages have returned.
   *
   * @throws InvalidInputException naming {@code offset}, {@code limit}, {@code cursor} or {@code
   *     filter}
   */
  Page<Message> page(PageRequest request);

  /**
   * One message that this user sent, or received and has not deleted. A received one becomes read;
   * the result still shows its former state (at most 3 statements, or as for {@link #page}). With
   * {@code letterbox.messages.delete-read} it is then deleted for this user.
   *
   * <p>A sender can open a message until deleting it; a message that was deleted for the sender
   * when it was written (a broadcast, {@link NewMessage#autoDelete}) stays accessible.
   *
   * @throws MessageNotFoundException if it does not exist, is deleted or not accepted, or is
   *     another user's
   */
  Message open(String owner, long messageId);

  /**
   * The same message as {@link #open}, which is not marked as read (1 statement).
   *
   * @throws MessageNotFoundException as {@link #open}
   */
  Message get(String owner, long messageId);

  /**
   * Marks a received message as read; {@code readAt} keeps the first time (at most 3 statements).
   *
   * @throws MessageNotFoundException if this user has not received it, or has deleted it
   */
  void markRead(String owner, long messageId);

  /**
   * Marks a received message as unread (at most 3 statements).
   *
   * @throws MessageNotFoundException if this user has not received it, or has deleted it
   */
  void markUnread(String owner, long messageId);

  /**
   * Marks all messages of the inbox up to an id as read (2 statements on PostgreSQL, for any number
   * of messages; on Derby 2 for each 1,000 and one more).
   *
   * <p>A message gets its id when it is written and becomes visible when its transaction commits. A
   * message that was not committed yet when a user looked at the inbox (a large broadcast takes
   * seconds) may have a lower id than the newest one shown, and is marked, too. To mark exactly the
   * shown messages use {@link #page}.
   *
   * @param lastMessageId the highest id to mark; need not exist
   * @param filter which messages to mark
   * @return the number of messages that became read
   * @throws InvalidInputException naming {@code filter} as {@link #summary(String, MessageFilter)}
   */
  int markReadUpTo(String owner, long lastMessageId, MessageFilter filter);

  /**
   * Moves this user's side of a message into the archives. At most 6 statements for a message
   * without replies, else 9; 2 more for a message to oneself; on Derby up to 4 more.
   *
   * @throws MessageNotFoundException if this user has neither received nor sent it, or has deleted
   *     it
   */
  void archive(String owner, long messageId);

  /**
   * Moves this user's side of a message from the trash back to where it was, or else out of the
   * archives. As many statements as {@link #archive}.
   *
   * @throws MessageNotFoundException if this user has neither received nor sent it
   */
  void restore(String owner, long messageId);

  /**
   * Moves this user's side of a message into the trash: the delivery of a recipient, the sent side
   * of the sender. The other side is unchanged. As many statements as {@link #archive}.
   *
   * @throws MessageNotFoundException if this user has neither received nor sent it, or has deleted
   *     it
   * @throws NotPermittedException if the received message is unread and {@code
   *     letterbox.messages.allow-delete-unread} is off
   */
  void delete(String owner, long messageId);

  /**
   * Applies an action to messages and whole conversations of this user, all or nothing. In a
   * conversation it applies to those messages for which it is possible, possibly none. A fixed
   * number of statements for each 1,000 messages (at most 12; on Derby 17).
   *
   * @throws InvalidInputException naming {@code messages} or {@code threads} if there are too many
   * @throws MessageNotFoundException if a message is not this user's, is deleted (except for {@link
   *     MailboxAction#RESTORE}), or was not received ({@link MailboxAction#READ}, {@link
   *     MailboxAction#UNREAD}), or if no message of a conversation is this user's
   * @throws NotPermittedException if an unread message can't be deleted, as for {@link #delete}
   */
  void act(String owner, MailboxAction action, ActionTargets targets);
}
