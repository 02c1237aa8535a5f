package dev.letterbox.api.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import jakarta.ejb.Local;

/**
 * Manages the accounts of the built-in directory and their tokens, with which programs log in. Not
 * used with another directory.
 *
 * <pre>{@code
 * @EJB(lookup = "java:global/letterbox/AccountService!dev.letterbox.api.account.AccountService")
 * private AccountService accounts;
 *
 * accounts.create(NewAccount.named("alice").email("alice@example.org"));
 * CreatedToken token = accounts.createToken("alice", "calendar");
 * }</pre>
 *
 * <p>Who may call: an authenticated caller with the role {@link Roles#ADMIN}. A caller with the
 * role {@link Roles#USER} may change their own password and language, and create and revoke their
 * own tokens. Without a role the container throws {@link jakarta.ejb.EJBAccessException}.
 *
 * <p>Transactions: each operation joins the caller's transaction, or runs in its own when there is
 * none ({@code REQUIRED}). A change takes effect with the next request after the commit on this
 * node, and within {@code letterbox.users.cache-seconds} on others. Concurrent changes of one
 * account wait for each other. All instances are thread-safe.
 */
@Local
public interface AccountService {

  /**
   * Creates an active account. For administrators.
   *
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewAccount}
   * @throws ConflictException if there is an account of this name, active or not
   */
  Account create(NewAccount account);

  /**
   * The account of exactly this name. For administrators.
   *
   * @throws NotFoundException if there is none
   */
  Account get(String name);

  /**
   * Changes an account. For administrators.
   *
   * @return the account after the change
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewAccount}
   * @throws NotFoundException if there is no account of this name
   * @throws ConflictException if no active administrator would remain
   */
  Account change(AccountChange change);

  /**
   * Sets a new password and ends all sessions of the account; its tokens stay valid. For
   * administrators, and for users themselves.
   *
   * @param password by the rules of {@link NewAccount#password(String)}
   * @throws InvalidInputException naming {@code password}
   * @throws NotPermittedException if a user without the role {@link Roles#ADMIN} names another
   * @throws NotFoundException if there is no account of this name
   */
  void changePassword(String name, String password);

  /**
   * Sets the preferred language of notifications. For administrators, and for users themselves.
   *
   * @param language a BCP 47 tag like {@code de} or {@code pt-BR}; empty for no preference
   * @throws InvalidInputException naming {@code language}
   * @throws NotPermittedException if a user without the role {@link Roles#ADMIN} names another
   * @throws NotFoundException if there is no account of this name
   */
  void changeLanguage(String name, String language);

  /**
   * Creates a token. Its bearer acts as this user, with all roles of the account, while the account
   * is active and until the token is revoked. For administrators, and for users themselves.
   *
   * @param user name of the account
   * @param label what it is for: one line, 1 to 100 characters; surrounding blanks are removed
   * @return the token, which can't be read again
   * @throws InvalidInputException naming {@code label}
   * @throws NotPermittedException if a user without the role {@link Roles#ADMIN} names another
   * @throws NotFoundException if there is no account of this name
   * @throws ConflictException if the user has 50 tokens
   */
  CreatedToken createToken(String user, String label);

  /**
   * Revokes a token for good. For administrators, and for users themselves.
   *
   * @throws NotFoundException if there is no such token, or a user without the role {@link
   *     Roles#ADMIN} names a token of another; the two look the same
   */
  void revokeToken(String id);
}
