package dev.letterbox.api.moderation;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.MessageNotFoundException;
import dev.letterbox.api.Page;
import jakarta.ejb.Local;

/**
 * Lets moderators decide what reaches its recipient. Whoever holds this service may name any
 * moderator; who may call what over the network is decided where requests come in. It shows every
 * message that a user or a visitor has written, so give the role to people who may read them.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/ModerationService!dev.letterbox.api.moderation.ModerationService}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). Deliveries, counters and {@link
 * dev.letterbox.api.event.MessageSent} commit or vanish with the decision. Of two who decide at
 * once one succeeds, and the other is told that it is decided.
 *
 * <p>A message keeps who decided on it last, when, and why; taking a decision back is one, too, and
 * its reason is gone then. Follows the moderation of django-postman.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface ModerationService {

  /**
   * A part of what waits for a decision, or has had one (at most 3 statements).
   *
   * @throws InvalidInputException naming each component of the request that breaks a rule
   */
  Page<ModeratedMessage> page(ModerationRequest request);

  /**
   * Refuses a request that {@link #page} would refuse.
   *
   * @throws InvalidInputException naming each component that breaks a rule
   */
  void check(ModerationRequest request);

  /**
   * One message, whatever has become of it (2 statements).
   *
   * @throws MessageNotFoundException when there is none, or it was withdrawn, or is a broadcast or
   *     a notice
   */
  ModeratedMessage get(long messageId);

  /**
   * Delivers a pending message. A recipient who had got it before it was taken back has it again,
   * where he had left it and no longer deleted, and is not notified of it again.
   *
   * @param moderator name of the user who decides, 1 to 255 characters
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException when it is decided already
   * @throws ConflictException when there is nobody any more to deliver it to
   * @throws InvalidInputException naming {@code moderator}
   */
  ModeratedMessage accept(String moderator, long messageId);

  /**
   * Refuses a pending message; its sender sees that, and why. He is notified each time, also when
   * it had been accepted before.
   *
   * @param moderator name of the user who decides, 1 to 255 characters
   * @param reason one line of at most 120 characters; null or empty for none
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException when it is decided already
   * @throws InvalidInputException naming {@code moderator} or {@code reason}
   */
  ModeratedMessage reject(String moderator, long messageId, String reason);

  /**
   * Makes a decided message pending again. When it had been accepted its recipient no longer sees
   * it anywhere, and if it is a reply what it replies to is no longer marked as replied, unless
   * there is another one.
   *
   * @param moderator name of the user who decides, 1 to 255 characters
   * @throws MessageNotFoundException as {@link #get}
   * @throws ConflictException when nobody has decided yet
   * @throws InvalidInputException naming {@code moderator}
   */
  ModeratedMessage takeBack(String moderator, long messageId);
}
