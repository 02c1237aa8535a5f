package dev.letterbox.api.conversation;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import jakarta.ejb.Local;

/**
 * Reads the conversations of users.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/ConversationService!dev.letterbox.api.conversation.ConversationService")
 * private ConversationService conversations;
 *
 * Page<Message> newest = conversations.open(ConversationRequest.of("bob", 17).newestFirst());
 * }</pre>
 *
 * <p>Who may call: any application on the server. The caller names the user and is responsible for
 * checking that the user may access the conversation.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). All instances are
 * thread-safe.
 */
@Local
public interface ConversationService {

  /**
   * Validates a request for {@link #open} without executing it (no statement).
   *
   * @throws InvalidInputException as {@link #open}
   */
  void validate(ConversationRequest request);

  /**
   * A page of a conversation: the messages that this user sent, in any moderation status, and the
   * accepted ones that this user received. Deleted messages are included, with the time of their
   * deletion. A message to oneself is included once, as received. Follows the conversation view of
   * django-postman.
   *
   * <p>If requested, the returned messages that this user received and has not deleted become read;
   * the result still shows their former state. With {@code letterbox.messages.delete-read} the
   * messages that become read are deleted for this user.
   *
   * <p>At most 6 statements for a conversation of any length: one for the page, one for the read
   * state of sent messages if there are any, the rest to mark. One more for an empty page.
   *
   * @throws InvalidInputException naming {@code limit} or {@code cursor}
   * @throws MessageNotFoundException if no message of the conversation is this user's
   */
  Page<Message> open(ConversationRequest request);
}
