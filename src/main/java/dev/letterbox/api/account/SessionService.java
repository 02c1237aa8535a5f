package dev.letterbox.api.account;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import dev.letterbox.api.Notice;
import jakarta.ejb.Local;
import java.util.Collection;

/**
 * Begins and ends sessions of users of the built-in directory, who log in by a cookie. A session is
 * a row of the database: it survives a restart, counts on every node, and ends for all at once.
 *
 * <p>A session ends by {@link #end}, when a new one takes its place, when the password of its
 * account is changed, and after {@code letterbox.users.session-minutes} without a request; requests
 * within a minute count as one. While its account is deactivated it lets nobody in. With it end the
 * messages that belong to it, see {@link Notice#inSession}, in the same transaction.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/SessionService!dev.letterbox.api.account.SessionService}. Whoever calls it
 * must have made sure that it may speak for the session; an id is no proof.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none. What ends counts at the next request on this node, and on other nodes after
 * {@code letterbox.users.cache-seconds} at the latest.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface SessionService {

  /**
   * Logs a user in. Each log-in begins a session of its own.
   *
   * @param previousSecrets secrets of sessions whose place it takes: those that are there end
   * @throws InvalidInputException naming {@code user} or {@code password} when missing or not text
   * @throws NotAuthenticatedException when they are wrong, or the account is not active
   * @throws NotPermittedException when {@code letterbox.users.log-in} leaves sessions out
   */
  NewSession logIn(String user, String password, Collection<String> previousSecrets);

  /**
   * A session that lets its user in (at most 1 statement).
   *
   * @throws NotFoundException when there is none, or it has ended
   */
  Session get(String id);

  /**
   * Ends a session and takes its messages away.
   *
   * @throws NotFoundException when there is none, or it has ended
   */
  void end(String id);
}
