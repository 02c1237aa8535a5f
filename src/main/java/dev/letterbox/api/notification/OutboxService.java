package dev.letterbox.api.notification;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.Page;
import jakarta.ejb.Local;

/**
 * Lists notifications that are not delivered yet, and retries or drops them. For administrators:
 * delivery itself works without calls, at least once, after the commit.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/OutboxService!dev.letterbox.api.notification.OutboxService")
 * private OutboxService outbox;
 *
 * for (OutboxEntry dead : outbox.page(OutboxRequest.dead()).results()) {
 *   log.warning(dead.channel() + ": " + dead.error());
 * }
 * outbox.replayDead("email"); // the mail server works again
 * }</pre>
 *
 * <p>Who may call: any application on the server. Permissions are checked where requests come in.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}); one that only reads begins none ({@code SUPPORTS}). All instances are
 * thread-safe.
 */
@Local
public interface OutboxService {

  /**
   * A page of entries, in the order of their ids (1 statement). Pages lead forwards only and have
   * no count.
   *
   * @throws InvalidInputException naming {@code channel}, {@code cursor} or {@code limit}
   */
  Page<OutboxEntry> page(OutboxRequest request);

  /**
   * Retries an entry at once, with as many attempts as a new one. An entry that is being attempted
   * is not changed.
   *
   * @throws NotFoundException if there is none: it never existed, was delivered or was dropped
   */
  void replay(long id);

  /**
   * Retries all dead entries of a channel (1 statement).
   *
   * @param channel null for all channels
   * @return their number
   * @throws InvalidInputException naming {@code channel}
   */
  long replayDead(String channel);

  /**
   * Deletes an entry undelivered. An attempt that is under way is not interrupted.
   *
   * @throws NotFoundException as {@link #replay}
   */
  void drop(long id);
}
