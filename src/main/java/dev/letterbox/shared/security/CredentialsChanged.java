package dev.letterbox.shared.security;

/**
 * Log-ins of a user may not hold any more: something about the account or its tokens has changed.
 * Fired after the end of the transaction, when nothing is known any more of how it was before.
 *
 * @param user name of the user
 */
public record CredentialsChanged(String user) {}
