/**
 * Accounts of the built-in user directory, their tokens and sessions, and log-in.
 *
 * <p>A request passes {@link dev.letterbox.account.LoginMechanism} (reads the credentials), {@link
 * dev.letterbox.account.AccountIdentityStore} (checks them) and {@link
 * dev.letterbox.account.LoginAccountReader} (reads the account). {@link
 * dev.letterbox.api.account.AccountService} changes accounts by JPA; frequent reads use SQL.
 *
 * <p>Other packages see users only as {@link dev.letterbox.api.spi.UserDirectory}.
 */
package dev.letterbox.account;
