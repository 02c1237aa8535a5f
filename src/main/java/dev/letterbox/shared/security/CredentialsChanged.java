package dev.letterbox.shared.security;

/**
 * The account or the tokens of a user have changed, so log-ins of the user must be checked again.
 * Fired after the end of the transaction, when caches no longer contain the former state.
 *
 * @param user name of the user
 */
public record CredentialsChanged(String user) {}
