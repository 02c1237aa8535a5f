package dev.letterbox.api.account;

import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import jakarta.ejb.Local;
import java.util.Collection;

/**
 * Starts and ends sessions of users of the built-in directory. A session is stored in the database:
 * it survives a restart and counts on every node.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/SessionService!dev.letterbox.api.account.SessionService")
 * private SessionService sessions;
 *
 * CreatedSession session = sessions.logIn("alice", password, List.of());
 * Cookie cookie = new Cookie("letterbox_session", session.secret());
 * cookie.setHttpOnly(true);
 * cookie.setSecure(true);
 * cookie.setAttribute("SameSite", "Lax");
 * response.addCookie(cookie);
 * }</pre>
 *
 * <p>A session ends by {@link #end}, when a log-in replaces it, when the password of its account
 * changes, and after {@code letterbox.users.session-minutes} without a request; requests within a
 * minute count as one. A session of a deactivated account does not authenticate. When a session
 * ends, its notices are deleted in the same transaction, see {@link
 * dev.letterbox.api.Notice#inSession}.
 *
 * <p>Who may call: any application on the server. The caller is responsible for checking that it
 * may act for the session; knowing an id is no proof.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none. An end takes effect with the next request on this node, and within {@code
 * letterbox.users.cache-seconds} on others. All instances are thread-safe.
 */
@Local
public interface SessionService {

  /**
   * Logs a user in with a new session.
   *
   * @param previousSecrets secrets of sessions that it replaces; those that exist end
   * @throws InvalidInputException naming {@code user} or {@code password} if missing or not a text
   * @throws NotAuthenticatedException if they are wrong or the account is not active
   * @throws RetryLaterException after too many wrong passwords of the client of the current HTTP
   *     request (without a request all callers count as one client), or if too many are verified at
   *     once
   * @throws NotPermittedException if {@code letterbox.users.log-in} does not include sessions
   */
  CreatedSession logIn(String user, String password, Collection<String> previousSecrets);

  /**
   * A session that authenticates its user (at most 1 statement).
   *
   * @throws NotFoundException if there is none, or it has ended
   */
  Session get(String id);

  /**
   * Ends a session and deletes its notices.
   *
   * @throws NotFoundException if there is none, or it has ended
   */
  void end(String id);
}
