/** Accounts, sessions and tokens. */
package dev.letterbox.api.account;
