package dev.letterbox.api;

import jakarta.ejb.Local;
import java.util.List;

/**
 * Writes messages on behalf of trusted applications.
 *
 * <pre>{@code
 * @Stateless
 * public class Orders {
 *   @EJB(lookup = "java:global/letterbox/MessageService!dev.letterbox.api.MessageService")
 *   private MessageService messages;
 *
 *   public void ship(Order order) {
 *     order.ship(); // commits or rolls back together with the message
 *     messages.write(
 *         NewMessage.from("shop").to(order.customer()).subject("Order " + order.number() + " has left"));
 *   }
 * }
 * }</pre>
 *
 * <p>Who may call: any application on the server. The caller may name any sender; permissions are
 * checked where requests come in.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}). Messages, counters and {@link dev.letterbox.api.event.MessageSent}
 * commit or roll back with everything else in it; recipients are notified after the commit. An
 * operation locks deliveries and then counters in a fixed order, so that operations do not deadlock
 * each other. A transaction that calls several of them should name its recipients in alphabetical
 * order.
 *
 * <p>All instances are thread-safe.
 */
@Local
public interface MessageService {

  /**
   * Writes one message to each recipient; recipients do not see each other. It is accepted at once,
   * unless auto-moderators or moderators decide. Follows <i>write</i> of django-postman.
   *
   * <p>A message of a visitor to a user who can't be written to is no error: it is stored as
   * rejected, so that visitors can't find out who has an account.
   *
   * @return the created messages as the sender sees them, in the order of the recipients
   * @throws InvalidInputException naming each property of {@link NewMessage} that breaks a rule;
   *     {@code recipients} when a user is unknown or inactive or, with {@link NewMessage#asUser()},
   *     when a filter refuses one or there are too many. Nothing is stored then
   * @throws NotPermittedException if a visitor writes and {@code letterbox.visitors.allowed} is off
   * @throws dev.letterbox.api.spi.ExtensionFailedException if a filter or an auto-moderator fails
   */
  List<Message> write(NewMessage message);

  /**
   * Replies to the sender of a received message, with copies to others; each recipient gets a
   * message of its own in the same conversation. The parent becomes read; it becomes replied once
   * the reply is accepted, and {@link Message#repliedAt} is the time of its earliest accepted
   * reply. Follows the replies of django-postman.
   *
   * @return the created messages as the sender sees them: the reply, then its copies in the given
   *     order
   * @throws MessageNotFoundException if the sender of the reply has not received the parent, or has
   *     deleted it; a message that the sender wrote, or that is not accepted, was not received
   * @throws ConflictException if the parent is a notice or was withdrawn
   * @throws InvalidInputException naming each property of {@link Reply} that breaks a rule; {@code
   *     recipients} when the sender of the parent can't be written to. Nothing is stored then
   * @throws dev.letterbox.api.spi.ExtensionFailedException if a filter, a formatter or an
   *     auto-moderator fails
   */
  List<Message> reply(Reply reply);

  /**
   * Sends one message to many users: one stored text, one delivery for each. Memory does not grow
   * with the number of recipients. The message is accepted at once; on the sender's side it is
   * archived and deleted at once. Follows <i>broadcast</i> of django-postman.
   *
   * @return who received it; unknown and inactive users are reported, which is no error
   * @throws InvalidInputException naming each property of {@link Broadcast} that breaks a rule;
   *     {@code recipients} when there are none. Nothing is stored then
   */
  DeliveryReport broadcast(Broadcast broadcast);

  /**
   * Sends users a message without a sender. An empty text, or a level below the minimum, stores
   * nothing. Follows <i>create</i> of drf-messages.
   *
   * @return who received it; unknown and inactive users are reported, which is no error
   * @throws InvalidInputException naming each property of {@link Notice} that breaks a rule; {@code
   *     recipients} when there are none. Nothing is stored then
   */
  DeliveryReport sendNotice(Notice notice);

  /**
   * Withdraws a message, a broadcast or a notice of any sender. Its text is deleted. Unread
   * deliveries disappear from all folders and counters; a recipient who has read the message keeps
   * it without subject and body. A pending message no longer needs a decision. Withdrawing again
   * changes nothing.
   *
   * <p>The message costs one statement. Deliveries and counters are changed in sets, in this
   * transaction, at about the cost of delivering: 9 statements in all on PostgreSQL; on Derby 6 for
   * each 1,000 deliveries and 8 more; a few more for each recipient of a delivered reply in the
   * same conversation.
   *
   * @throws MessageNotFoundException if there is no such message
   */
  void withdraw(long messageId);

  /**
   * Withdraws a message on behalf of its sender, as {@link #withdraw(long)} does.
   *
   * @throws MessageNotFoundException if this user has not sent it, or has deleted it
   */
  void withdraw(String sender, long messageId);
}
