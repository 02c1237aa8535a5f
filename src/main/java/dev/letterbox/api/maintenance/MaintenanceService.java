package dev.letterbox.api.maintenance;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.account.Roles;
import jakarta.ejb.Local;
import java.io.OutputStream;

/**
 * Looks after the store: removes what nobody wants any more, finds what disagrees, and lets users
 * leave. Whoever calls it must have made sure that it may; over REST it takes the role {@link
 * Roles#ADMIN}.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/MaintenanceService!dev.letterbox.api.maintenance.MaintenanceService}.
 *
 * <p>Everything here may be done while users are at work and on several nodes at once: rows are
 * locked in the order in which everybody locks them, and looked at again once they are. Nothing is
 * read into memory as a whole.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface MaintenanceService {

  /** As {@link #cleanUp(int)}, with the days of {@code letterbox.cleanup.days}. */
  CleanupReport cleanUp();

  /**
   * Removes, for good, messages that both sides deleted at least so many days ago; of a
   * conversation all messages, when that is true of all of them, and else none. Follows {@code
   * postman_cleanup} of django-postman.
   *
   * <ul>
   *   <li>Broadcasts and notices: when all of their recipients have deleted them. A notice has no
   *       sender's side; that of a broadcast was deleted when it was sent.
   *   <li>Rejected messages: the recipient's side counts as deleted when they were rejected.
   *   <li>Withdrawn messages: unread copies count as deleted when it was withdrawn. Whoever has
   *       read it has to delete what is left of it.
   *   <li>A visitor has no side, and neither has a user who was erased.
   *   <li>Pending messages stay, whoever has deleted them.
   * </ul>
   *
   * <p>Transactions: none of the caller's; up to 100 conversations go in a transaction of their
   * own. Of a message with more than 1,000 deliveries these go first, 1,000 in each transaction.
   * What others keep changing at that moment is left for the next time.
   *
   * @param days 0 or more
   * @throws InvalidInputException naming {@code days} when it is below 0 or above 36,500
   */
  CleanupReport cleanUp(int days);

  /**
   * Looks for what can't be right, and recounts every counter; changes nothing. Follows {@code
   * postman_checkup} of django-postman. What others change meanwhile is never taken for wrong.
   *
   * <p>Transactions: none of the caller's. Some thousand rows are looked at in a statement; a
   * counter that seems wrong is counted again while it is locked.
   */
  CheckupReport checkUp();

  /**
   * As {@link #checkUp()}, and mends the counters ({@link Inconsistency#isRepairable()}), each in a
   * transaction of its own and while it is locked, so that it is exact whatever others do.
   */
  CheckupReport repair();

  /**
   * Writes down everything that a user can see: account, tokens, sessions, blocks, and messages,
   * each once, in the order of their ids, with both sides as this user sees them and the folder in
   * which it lies. A JSON object in UTF-8; the bodies of 50 messages are in memory at a time.
   *
   * <p>Transactions: its own. On PostgreSQL it sees everything as of one moment. On Derby, where
   * readers hold up writers, each message is as it is when it is its turn.
   *
   * @param name of a user, with or without an account here
   * @param out is flushed, not closed; write into a file when whoever reads it may be slow
   * @throws NotFoundException when nothing is known of this name; then nothing was written
   */
  void export(String name, OutputStream out);

  /**
   * Lets a user leave for good. What the user has received, and every trace of the account, goes:
   * deliveries, mailbox, conversations, blocks on both sides, sessions, tokens, kept answers. What
   * the user wrote to others they keep; there, and as recipient and moderator, the name becomes
   * {@link ErasureReport#pseudonym()}, the same in all places, which no account can have. Messages
   * that nobody can see any more go; where others hang on them in a conversation, they lose subject
   * and body. Names that people have typed into texts stay. The name is free afterwards, so asking
   * again finds nobody.
   *
   * <p>Log-ins end when it commits. A message to the user whose writing has begun before may still
   * arrive; to have none, deactivate the account a moment before.
   *
   * <p>Transactions: all or nothing, in the caller's or in one of its own; in one of its own it is
   * tried again when others are in the way. The number of statements grows with the messages of the
   * user, by one for each 1,000 at most for each kind of row; on Derby everybody else waits
   * meanwhile.
   *
   * @param name of a user, with or without an account here
   * @throws NotFoundException when nothing is known of this name
   */
  ErasureReport erase(String name);
}
