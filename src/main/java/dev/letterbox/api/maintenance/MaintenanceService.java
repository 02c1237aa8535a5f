package dev.letterbox.api.maintenance;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import jakarta.ejb.Local;
import java.io.OutputStream;

/**
 * Removes deleted messages, checks the consistency of the data, and exports and erases users.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/MaintenanceService!dev.letterbox.api.maintenance.MaintenanceService")
 * private MaintenanceService maintenance;
 *
 * CleanupReport removed = maintenance.cleanUp(90);
 * if (!maintenance.checkUp().isClean()) {
 *   maintenance.repair();
 * }
 * }</pre>
 *
 * <p>Who may call: any application on the server. Permissions are checked where requests come in;
 * the REST API requires the role {@code admin}.
 *
 * <p>All operations can run during normal use and on several nodes at once: they lock rows in the
 * common order and read them again once locked. Memory does not grow with the data. All instances
 * are thread-safe.
 */
@Local
public interface MaintenanceService {

  /** As {@link #cleanUp(int)}, with the days of {@code letterbox.cleanup.days}. */
  CleanupReport cleanUp();

  /**
   * Removes messages that both sides deleted at least a number of days ago; a conversation is
   * removed when this holds for all of its messages. Follows {@code postman_cleanup} of
   * django-postman.
   *
   * <ul>
   *   <li>Broadcasts and notices: when all recipients have deleted them. A notice has no sender's
   *       side; that of a broadcast was deleted when it was sent.
   *   <li>Rejected messages: the recipient's side counts as deleted since the rejection.
   *   <li>Withdrawn messages: unread deliveries count as deleted since the withdrawal; a recipient
   *       who has read the message has to delete it.
   *   <li>Visitors and erased users have no side.
   *   <li>Pending messages are kept.
   * </ul>
   *
   * <p>Transactions: its own, with up to 100 conversations each. Of a message with more than 1,000
   * deliveries these are removed first, 1,000 in each transaction. Conversations that are being
   * changed are skipped.
   *
   * @param days 0 to 36,500
   * @throws InvalidInputException naming {@code days}
   */
  CleanupReport cleanUp(int days);

  /**
   * Searches for inconsistencies and recounts every counter. Changes nothing. Follows {@code
   * postman_checkup} of django-postman. Concurrent changes are never reported as inconsistencies.
   *
   * <p>Transactions: its own. A statement reads some thousand rows; a counter that seems wrong is
   * locked and recounted.
   */
  CheckupReport checkUp();

  /**
   * As {@link #checkUp()}, and corrects the counters ({@link Inconsistency#isRepairable()}), each
   * locked in a transaction of its own, so that it is exact despite concurrent changes.
   */
  CheckupReport repair();

  /**
   * Exports everything that a user can see: account, tokens, sessions, blocks, and each message
   * once in the order of the ids, with both sides as the user sees them and the folder of each. A
   * JSON object in UTF-8. At most 50 bodies are in memory at a time.
   *
   * <p>Transactions: its own. On PostgreSQL it is a snapshot of one moment. On Derby, where readers
   * block writers, each message has the state of the moment when it is read.
   *
   * @param name of a user, with or without an account in the built-in directory
   * @param out is flushed, not closed. Use a file if the receiver may be slow: the transaction
   *     stays open until the end
   * @throws NotFoundException if there is no data about this name; nothing was written then
   */
  void export(String name, OutputStream out);

  /**
   * Erases a user. Removes deliveries, mailbox, conversations, blocks on both sides, sessions,
   * tokens, stored idempotent responses, and the account. Messages to others are kept; in them, and
   * as recipient and moderator, {@link ErasureReport#pseudonym()} replaces the name, the same
   * everywhere. Messages that no other user can see are removed; in a conversation with other
   * messages they lose subject and body instead. Names in the texts of messages stay. The name is
   * free afterwards: erasing it again finds no user.
   *
   * <p>Log-ins end with the commit. A message to the user whose transaction began before may still
   * arrive; to prevent that, deactivate the account first.
   *
   * <p>Transactions: all or nothing, in the caller's, or in its own, which is retried after
   * conflicts with others. The number of statements grows with the user's messages, by at most one
   * for each 1,000 rows of each kind. On Derby all other writers wait meanwhile.
   *
   * @param name of a user, with or without an account in the built-in directory
   * @throws NotFoundException if there is no data about this name
   */
  ErasureReport erase(String name);
}
