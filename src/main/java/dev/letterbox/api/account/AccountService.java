package dev.letterbox.api.account;

import dev.letterbox.api.ConflictException;
import dev.letterbox.api.InvalidInputException;
import dev.letterbox.api.NotFoundException;
import dev.letterbox.api.NotPermittedException;
import jakarta.ejb.Local;

/**
 * Looks after the accounts of the built-in directory, and after the tokens by which programs log
 * in. An installation with a directory of its own does not need it.
 *
 * <p>Look it up as {@code
 * java:global/letterbox/AccountService!dev.letterbox.api.account.AccountService}.
 *
 * <p>Who may call: each operation needs a caller who is logged in and has the role that it names;
 * without it the container throws {@link jakarta.ejb.EJBAccessException}.
 *
 * <p>Transactions: each operation takes part in the caller's transaction, or runs in one of its own
 * when there is none ({@code REQUIRED}). After the commit it counts at the next request on this
 * node, and on other nodes after {@code letterbox.users.cache-seconds} at the latest. The changes
 * of one account happen one after the other: a second one waits for the first one's commit.
 *
 * <p>All instances are safe for use by many threads.
 */
@Local
public interface AccountService {

  /**
   * Makes an active account. For the role {@link Roles#ADMIN}.
   *
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewAccount}
   * @throws ConflictException when the name is taken
   */
  Account create(NewAccount account);

  /**
   * The account of exactly this name. For the role {@link Roles#ADMIN}.
   *
   * @throws NotFoundException when there is none
   */
  Account get(String name);

  /**
   * Changes an account. For the role {@link Roles#ADMIN}.
   *
   * @return the account as it is afterwards
   * @throws InvalidInputException naming each field that breaks a rule of {@link NewAccount}
   * @throws NotFoundException when there is no account of this name
   */
  Account change(AccountChange change);

  /**
   * Gives an account another password; the old one does not count any more, its sessions end,
   * tokens still count. For the role {@link Roles#ADMIN}, and for everybody with the role {@link
   * Roles#USER} for oneself.
   *
   * @param password 8 to 1,000 characters, no control characters
   * @throws InvalidInputException naming {@code password} when it breaks that rule
   * @throws NotPermittedException when an ordinary user names somebody else
   * @throws NotFoundException when there is no account of this name
   */
  void changePassword(String name, String password);

  /**
   * Says in which language a user wants to be written to. For the role {@link Roles#ADMIN}, and for
   * everybody with the role {@link Roles#USER} for oneself.
   *
   * @param language a BCP 47 tag like {@code de} or {@code pt-BR}; empty to say nothing
   * @throws InvalidInputException naming {@code language} when it breaks that rule
   * @throws NotPermittedException when an ordinary user names somebody else
   * @throws NotFoundException when there is no account of this name
   */
  void changeLanguage(String name, String language);

  /**
   * Makes a token that lets its bearer act as this user, with all roles of the account, until it is
   * revoked. It counts while the account is active. For the role {@link Roles#ADMIN}, and for
   * everybody with the role {@link Roles#USER} for oneself.
   *
   * @param user name of the account
   * @param label what it is for, one line of 1 to 100 characters; blanks around it are cut off
   * @return the token, which nobody can see again
   * @throws InvalidInputException naming {@code label} when it breaks that rule
   * @throws NotPermittedException when an ordinary user names somebody else
   * @throws NotFoundException when there is no account of this name
   */
  NewToken createToken(String user, String label);

  /**
   * Takes a token out of use for good. For the role {@link Roles#ADMIN}, and for everybody with the
   * role {@link Roles#USER} for one's own tokens.
   *
   * @throws NotFoundException when there is no such token, or an ordinary user names somebody
   *     else's; the two look the same
   */
  void revokeToken(String id);
}
