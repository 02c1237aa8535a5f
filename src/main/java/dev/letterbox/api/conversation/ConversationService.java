package dev.letterbox.api.conversation;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.Message;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import jakarta.ejb.Local;

/**
 * Shows users their conversations. The caller says whose they are and must have made sure that it
 * may look at them.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/ConversationService!dev.letterbox.api.conversation.ConversationService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}).
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface ConversationService {

  /**
   * Whether {@link #open} would accept a request, without a look at the conversation (no
   * statement).
   *
   * @throws InvalidInputException as {@link #open} would
   */
  void check(ConversationRequest request);

  /**
   * A page of a conversation: the messages that this user sent, in whatever state of moderation,
   * and the accepted ones that he received, deleted ones included, which show when they were
   * deleted. A message to himself is there once, as received. Follows the conversation view of
   * django-postman.
   *
   * <p>Those returned that he received become read, if asked, and only those; the answer still
   * shows them as they were. Deleted ones stay as they are. Where {@code
   * letterbox.messages.delete-read} is on, those that become read are deleted for this user.
   *
   * <p>At most 6 statements, whatever the length of the conversation: the page, what others have
   * done with what he sent (when there is some of it), and what marks it. One more for a page with
   * nothing on it.
   *
   * @throws InvalidInputException naming {@code limit} or {@code cursor}
   * @throws MessageNotFoundException when nothing in it is this user's
   */
  Page<Message> open(ConversationRequest request);
}
