package dev.letterbox.api.moderation;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import jakarta.ejb.Local;

/**
 * Lets moderators accept and reject messages.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/ModerationService!dev.letterbox.api.moderation.ModerationService")
 * private ModerationService moderation;
 *
 * for (ModeratedMessage message : moderation.page(ModerationRequest.pending()).results()) {
 *   moderation.reject("mona", message.id(), "Advertising");
 * }
 * }</pre>
 *
 * <p>Who may call: any application on the server. The caller may name any moderator; permissions
 * are checked where requests come in. The service returns every message that a user or visitor has
 * written.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). Deliveries, counters
 * and {@link dev.letterbox.api.event.MessageSent} commit or roll back with the decision. Of two
 * concurrent decisions one succeeds, the other reports a conflict.
 *
 * <p>A message keeps its last decision: moderator, time and reason. Taking a decision back counts
 * as one and removes the reason. Follows the moderation of django-postman.
 *
 * <p>All instances are thread-safe.
 */
@Local
public interface ModerationService {

  /**
   * A page of messages in one moderation status (at most 3 statements).
   *
   * @throws InvalidInputException naming each property of the request that breaks a rule
   */
  Page<ModeratedMessage> page(ModerationRequest request);

  /**
   * Validates a request for {@link #page} without executing it (no statement).
   *
   * @throws InvalidInputException as {@link #page}
   */
  void validate(ModerationRequest request);

  /**
   * One message in any moderation status (2 statements).
   *
   * @throws MessageNotFoundException if there is none, or it was withdrawn, or is a broadcast or a
   *     notice
   */
  ModeratedMessage get(long messageId);

  /**
   * Accepts and delivers a pending message. A recipient who received it before the decision was
   * taken back finds it in the former folder, not deleted, and is not notified again.
   *
   * @param moderator name of the deciding user, 1 to 255 characters
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException if it is not pending, or its recipient no longer exists
   * @throws InvalidInputException naming {@code moderator}
   */
  ModeratedMessage accept(String moderator, long messageId);

  /**
   * Rejects a pending message. The sender sees that and the reason, and is notified of each
   * rejection.
   *
   * @param moderator name of the deciding user, 1 to 255 characters
   * @param reason one line, at most 120 characters; null or empty for none
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException if it is not pending
   * @throws InvalidInputException naming {@code moderator} or {@code reason}
   */
  ModeratedMessage reject(String moderator, long messageId, String reason);

  /**
   * Makes a decided message pending again. An accepted one disappears from all folders of its
   * recipient; if it is a reply, its parent is no longer marked as replied, unless there is another
   * reply.
   *
   * @param moderator name of the deciding user, 1 to 255 characters
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException if it is pending
   * @throws InvalidInputException naming {@code moderator}
   */
  ModeratedMessage takeBack(String moderator, long messageId);
}
