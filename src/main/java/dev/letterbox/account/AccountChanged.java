package dev.letterbox.account;

/**
 * Something about an account or its tokens is different. Fired in the transaction that changes it.
 *
 * @param name name of the account
 */
record AccountChanged(String name) {}
