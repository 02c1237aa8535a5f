package dev.letterbox.api;

import dev.letterbox.api.spi.ExtensionFailedException;
import jakarta.ejb.Local;
import java.util.List;

/**
 * Writes messages on behalf of trusted applications: whoever holds this service may name any
 * sender. Who may call what over the network is decided where requests come in.
 *
 * <p>Look it up as {@code java:global/letterbox/MessageService!dev.letterbox.api.MessageService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). Messages, counters and {@link
 * dev.letterbox.api.event.MessageSent} commit or vanish together with everything else in it; nobody
 * is notified before the commit. Deliveries and then counters are locked in a fixed order inside an
 * operation, so operations never block each other for good; a transaction that calls several of
 * them should name its recipients in alphabetical order, else the database may have to break a
 * deadlock with another one that does not.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface MessageService {

  /** How many recipients a search finds at most. */
  int MAX_SEARCH_RESULTS = 50;

  /**
   * Writes one message to each recipient; they don't see each other. It is accepted at once, unless
   * moderators are to decide. Follows <i>write</i> of django-postman.
   *
   * @return the created messages as their sender sees them, in the order of the recipients
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewMessage}; among
   *     them {@code recipients} when a user is unknown or inactive or, where a user writes himself,
   *     when a filter refuses some or there are too many. Then nothing is stored. What a visitor
   *     writes to somebody who can't be written to is no error: it is stored as rejected, so that
   *     nobody learns from it who has an account
   * @throws NotPermittedException when a visitor writes and {@code letterbox.visitors.allowed} is
   *     off
   * @throws ExtensionFailedException when a filter or an auto-moderator fails
   */
  List<Message> write(NewMessage message);

  /**
   * Replies to a message that the sender has received: to whoever wrote it, and with copies to
   * others; each gets a message of his own in the same conversation. The message that is replied to
   * becomes read, and replied once the reply is accepted; {@link Message#repliedAt} is when the
   * earliest of its accepted replies was sent. Follows the replies of django-postman.
   *
   * @return the created messages as their sender sees them: the reply, and its copies in the order
   *     given
   * @throws MessageNotFoundException when the sender has not received the message (one that he
   *     sent, or that is not accepted, is none either), or has deleted it
   * @throws ConflictException when it was withdrawn
   * @throws ConflictException when it is a notice
   * @throws InvalidInputException naming each field that breaks a rule of {@link Reply}; {@code
   *     recipients} when whoever wrote the message can't be written to. Then nothing is stored
   * @throws ExtensionFailedException when a filter, a formatter or an auto-moderator fails
   */
  List<Message> reply(Reply reply);

  /**
   * Who of those may be written to whose name or display name begins with this text, in any case,
   * to be asked while it is typed. Those whom a filter refuses are left out; where they are many,
   * there may be fewer than {@code limit} even if more could be found.
   *
   * @param sender name of the user who is about to write
   * @param beginning 1 to 255 characters
   * @param limit how many at most, 1 to {@value #MAX_SEARCH_RESULTS}
   * @throws InvalidInputException naming {@code beginning} or {@code limit}
   * @throws ExtensionFailedException when a filter or a naming fails
   */
  List<Recipient> findRecipients(String sender, String beginning, int limit);

  /**
   * Tells many users the same: one stored message, one delivery for each. Memory does not grow with
   * the number of those who are told. On the sender's side the message is archived and deleted at
   * once, and it is accepted at once. Follows <i>broadcast</i> of django-postman.
   *
   * @return whom it reached; unknown and inactive users are reported and not told
   * @throws InvalidInputException naming each field that breaks a rule of {@link Broadcast}; among
   *     them {@code recipients} when there are none at all. Then nothing is stored
   */
  DeliveryReport broadcast(Broadcast broadcast);

  /**
   * Tells users something without a sender. Follows <i>create</i> of drf-messages: an empty text
   * and a level below the minimum store nothing.
   *
   * @return whom it reached; unknown and inactive users are reported and not told
   * @throws InvalidInputException naming each field that breaks a rule of {@link Notice}; among
   *     them {@code recipients} when there are none at all. Then nothing is stored
   */
  DeliveryReport notify(Notice notice);

  /**
   * Takes back a message, a broadcast or a notice, whoever sent it. Its text is gone for everybody
   * at once, and so are the copies that nobody has read, from every folder and counter; whoever has
   * read it keeps a message without subject and body. One that waits for a moderator is not decided
   * on any more. A message that was withdrawn already stays as it is.
   *
   * <p>The message itself costs one statement, whatever the number of its deliveries; deliveries
   * and counters are changed in sets, in this transaction, which costs about what counting them in
   * has cost (on PostgreSQL 9 statements in all; on Derby 6 for each 1,000 deliveries and 8 more; a
   * few more for each recipient to whom replies in its conversation were delivered).
   *
   * @throws MessageNotFoundException when there is none
   */
  void withdraw(long messageId);

  /**
   * The same for the sender of a message.
   *
   * @throws MessageNotFoundException when this user has not sent it, or has deleted it
   */
  void withdraw(String sender, long messageId);
}
