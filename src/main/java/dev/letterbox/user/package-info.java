/**
 * Who may do what: the accounts of the built-in directory, their tokens and sessions, and how
 * callers log in.
 *
 * <p>A request passes {@link dev.letterbox.user.LoginMechanism} (what was sent), {@link
 * dev.letterbox.user.AccountIdentityStore} (is it right) and {@link
 * dev.letterbox.user.LoginAccounts} (what is known of the account). Accounts change only through
 * {@link dev.letterbox.api.AccountService}, by JPA; what many requests read is read by plain SQL.
 *
 * <p>Other rooms see users as {@link dev.letterbox.api.spi.UserDirectory}, never accounts.
 */
package dev.letterbox.user;
