/**
 * Accounts of the built-in user directory, their tokens and sessions, and log-in.
 *
 * <p>A request passes {@link dev.letterbox.account.LoginMechanism} (reads the credentials), {@link
 * dev.letterbox.account.AccountIdentityStore} (checks them) and {@link
 * dev.letterbox.account.LoginAccountReader} (reads the account). {@link
 * dev.letterbox.api.account.AccountService} changes accounts by JPA; frequent reads use SQL.
 *
 * <p>Other packages find users by {@link dev.letterbox.api.spi.UserDirectory}. Startup,
 * maintenance, privacy and notification also use the public classes of this package, which own the
 * SQL of accounts, roles, tokens and sessions.
 */
package dev.letterbox.account;
