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
  UnreadSummary summary(String owner);

  /**
   * The same for those messages of the inbox that a filter shows (1 statement, which looks at the
   * unread messages).
   *
   * @throws InvalidInputException naming {@code filter} when it has too many conditions, or texts
   *     that no message can have
   */
  UnreadSummary summary(String owner, MessageFilter filter);

  /**
   * A number that grows with every change of the inbox that its owner could see; 0 for an empty one
   * that never had a message (1 statement, one row). As long as it stays the same, each page of the
   * inbox does.
   */
  long version(String owner);

  /**
   * Whether {@link #page} would accept a request, without a look at the mailbox (no statement).
   *
   * @throws InvalidInputException as {@link #page} would
   */
  void check(PageRequest request);

  /**
   * A page of a folder: messages or conversations that a filter shows, sorted, and if asked their
   * number. For a conversation stands the newest of its messages that the filter shows, and {@link
   * Message#messages} says how many of them there are. Conditions and orders about reading concern
   * what the owner received: nothing that he sent fulfils them. Follows the folders of
   * django-postman and the list of drf-messages.
   *
   * <p>Of a message to oneself the archives and the trash show the received side, if that lies
   * there, else the sent one. What was deleted for its sender as it was written is in no folder.
   *
   * <p>If asked, those returned that the owner received become read unless they are deleted, and
   * only those; the answer still shows them as they were. At most 1 statement for the inbox and 2
   * for another folder, 1 more for a page with nothing on it, and 2 to mark. Where {@code
   * letterbox.messages.delete-read} is on, those that become read are deleted for this user (at
   * most 5 statements instead of 2, 7 with replies among them).
   *
   * <p>What is not filtered and sorted by age costs the same in a mailbox of any size: by message
   * in each folder, by conversation in the inbox. The count does so in the inbox only.
   *
   * <p>What becomes read leaves {@link MessageFilter#unread}: page through that with a cursor. By
   * offset, as many messages would be skipped as the pages before have shown.
   *
   * @throws InvalidInputException naming {@code offset}, {@code limit}, {@code cursor} or {@code
   *     filter}
   */
  Page page(PageRequest request);

  /**
   * One message that this user received and has not deleted, or sent. A received one becomes read
   * when it was not; the answer still shows it as it was (at most 3 statements, or as for {@link
   * #page}). Where {@code letterbox.messages.delete-read} is on, it is deleted for this user then.
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
   * A message that this user received becomes read, if it was not; {@code readAt} keeps the first
   * time (at most 3 statements).
   *
   * @throws MessageNotFoundException when this user has not received it, or has deleted it
   */
  void markRead(String owner, long messageId);

  /**
   * A message that this user received becomes unread again (at most 3 statements).
   *
   * @throws MessageNotFoundException when this user has not received it, or has deleted it
   */
  void markUnread(String owner, long messageId);

  /**
   * All unread messages of the inbox up to an id become read; what arrived later stays unread (2
   * statements on PostgreSQL, however many they are; 2 for each 1,000 and one more on Derby).
   *
   * <p>A message gets its id when it is written, and is there when it is committed: one whose
   * transaction was still under way when somebody looked (a large broadcast takes seconds) may have
   * a lower id than what he saw, and becomes read as well. Exactly what was shown becomes read by
   * {@link #page}.
   *
   * @param lastMessageId the highest id that becomes read; there need be no such message
   * @param filter which of the messages become read
   * @return how many became read
   * @throws InvalidInputException naming {@code filter} as for {@link #summary(String,
   *     MessageFilter)}
   */
  int markReadUpTo(String owner, long lastMessageId, MessageFilter filter);

  /**
   * Moves this user's side of a message into the archives (at most 6 statements, 9 for a reply; on
   * Derby up to 3 more).
   *
   * @throws MessageNotFoundException when this user has neither received nor sent it, or has
   *     deleted it
   */
  void archive(String owner, long messageId);

  /**
   * Takes this user's side of a message out of the trash, to where it lay before, or if it is not
   * there out of the archives (at most 7 statements, 10 for a reply; on Derby up to 3 more).
   *
   * @throws MessageNotFoundException when this user has neither received nor sent it
   */
  void restore(String owner, long messageId);

  /**
   * Deletes this user's side of a message: the delivery, if he received it, and the sender's side,
   * if he sent it. It lies in the trash then, and the other side keeps it (at most 6 statements, 9
   * for a reply; on Derby up to 3 more).
   *
   * @throws MessageNotFoundException when this user has neither received nor sent it, or has
   *     deleted it
   * @throws NotPermittedException when he received it, has not read it, and {@code
   *     letterbox.messages.allow-delete-unread} is off
   */
  void delete(String owner, long messageId);

  /**
   * Does something with messages and whole conversations of this user, all of it or nothing. Of a
   * conversation it concerns those messages to which it applies, maybe none. A fixed number of
   * statements for each 1,000 messages (at most 12; on Derby 17).
   *
   * @throws InvalidInputException naming {@code messages} or {@code threads}, when there are too
   *     many
   * @throws MessageNotFoundException when one of the messages is not this user's, is deleted by him
   *     (but for {@link MailboxAction#RESTORE}), or was not received by him ({@link
   *     MailboxAction#READ}, {@link MailboxAction#UNREAD}); or when nothing of a conversation is
   *     his
   * @throws NotPermittedException when one to be deleted is unread, as for {@link #delete}
   */
  void act(String owner, MailboxAction action, ActionTargets targets);
}
